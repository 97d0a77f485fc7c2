import * as dagJson from '@ipld/dag-json'
import * as dagPb from '@ipld/dag-pb'
import { fromHex, toHex, write, writeInvalid } from './lines.mjs'
import { emptyMap, emptyPb, emptyRaw } from './values.mjs'

const data = new Uint8Array([8, 2, 24, 3])
const nodes = {
  'no bytes': { Links: [] },
  'data alone': { Data: data, Links: [] },
  'empty data': { Data: new Uint8Array(0), Links: [] },
  'links alone': { Links: [{ Hash: emptyRaw }, { Hash: emptyPb, Name: '', Tsize: 0 }] },
  'file of two chunks': {
    Data: data,
    Links: [{ Hash: emptyRaw, Name: '', Tsize: 1048576 }, { Hash: emptyRaw, Name: '', Tsize: 7 }]
  },
  folder: {
    Data: new Uint8Array([8, 1]),
    Links: [{ Hash: emptyMap, Name: 'a', Tsize: 9007199254740991 }, { Hash: emptyPb, Name: '日記', Tsize: 300 }]
  }
}

const part = (tag, hex) => tag + (hex.length / 2).toString(16).padStart(2, '0') + hex
const hash = part('0a', toHex(emptyRaw.bytes))
const version0 = part('0a', toHex(emptyPb.toV0().bytes))

const node = (value) => dagJson.stringify(value)

// As older tools write them: the data first, and links to CIDv0, which Dagbok reads as CIDv1.
const byHand = [
  ['data first', part('0a', '0802') + part('12', hash), node({ Data: fromHex('0802'), Links: [{ Hash: emptyRaw }] })],
  ['link to a CIDv0', part('12', version0), node({ Links: [{ Hash: emptyPb }] })]
]

function valid () {
  const rows = Object.entries(nodes).map(([name, value]) => [name, toHex(dagPb.encode(value)), node(value)])
  for (const [name, hex, json] of byHand) {
    dagPb.decode(fromHex(hex))
    rows.push([name, hex, json])
  }
  write('dag-pb-valid.txt', ['name', 'hex', 'json'], rows)
}

// Where it says 'accepts', @ipld/dag-pb takes varints that are not minimal and names that are not UTF-8.
const malformed = [
  ['unknown field', '1a00', 'field that is unknown', 'refuses'],
  ['data as a number', '0801', 'field that is unknown', 'refuses'],
  ['links as a number', '1001', 'field that is unknown', 'refuses'],
  ['data twice', part('0a', '01') + part('0a', '01'), 'repeated', 'refuses'],
  ['data, links, data', part('0a', '01') + part('12', hash) + part('0a', '01'), 'repeated', 'refuses'],
  ['links, data, links', part('12', hash) + part('0a', '01') + part('12', hash), 'out of order', 'refuses'],
  ['data cut off', '0a0501', 'length 5, but 1 bytes remain', 'refuses'],
  ['tag alone', '0a', 'cut off', 'refuses'],
  ['length not minimal', '0a810001', 'not minimal', 'accepts'],
  ['length of 2^63 - 1', '0affffffffffffffff7f', 'length 9223372036854775807', 'refuses'],
  ['length without end', '0a' + 'ff'.repeat(20), 'longer than 9 bytes', 'refuses'],
  ['link cut off', '1226' + hash.slice(0, 20), 'length 38, but 10 bytes remain', 'refuses'],
  ['link without a hash', '1200', 'does not begin with its hash', 'refuses'],
  ['link with its name first', part('12', '120161' + hash), 'does not begin with its hash', 'refuses'],
  ['link with its size before its name', part('12', hash + '1801' + '120161'), 'of a link', 'refuses'],
  ['link with two hashes', part('12', hash + hash), 'of a link', 'refuses'],
  ['link with an unknown field', part('12', hash + '2001'), 'of a link', 'refuses'],
  ['link whose hash is longer than it', '12040a240155', 'length 36, but 2 bytes remain', 'refuses'],
  ['link whose size is longer than it', part('12', hash + '18') + '0a00', 'number is cut off', 'refuses'],
  ['link to no CID', part('12', '0a0101'), 'no CID that is taken', 'refuses'],
  ['link to another hash', part('12', part('0a', '0155000161')), 'hash function 0x0', 'accepts'],
  ['link with bytes behind its CID', part('12', part('0a', toHex(emptyRaw.bytes) + '00')), 'bytes after', 'refuses'],
  ['name that is not UTF-8', part('12', hash + '1201ff'), 'name is not UTF-8', 'accepts'],
  ['size over 63 bits', part('12', hash + '18ffffffffffffffffff01'), 'longer than 9 bytes', 'accepts']
]

export async function makeDagPb () {
  valid()
  await writeInvalid('dag-pb-invalid.txt', 'hex', malformed, (hex) => dagPb.decode(fromHex(hex)))
}
