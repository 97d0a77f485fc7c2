import { CarReader, CarWriter } from '@ipld/car'
import * as dagCbor from '@ipld/dag-cbor'
import { CID } from 'multiformats/cid'
import { sha256 } from 'multiformats/hashes/sha2'
import { fromHex, toHex, write, writeInvalid } from './lines.mjs'
import { emptyMap, emptyPb, emptyRaw } from './values.mjs'

const block = async (code, bytes) => ({ cid: CID.createV1(code, await sha256.digest(bytes)), bytes })

async function car (roots, blocks) {
  const { writer, out } = CarWriter.create(roots)
  const chunks = []
  const reading = (async () => {
    for await (const chunk of out) chunks.push(chunk)
  })()
  for (const each of blocks) await writer.put(each)
  await writer.close()
  await reading
  return toHex(Buffer.concat(chunks))
}

async function valid () {
  const small = await block(dagCbor.code, dagCbor.encode({ hello: 'dagbok' }))
  const empty = { cid: emptyRaw, bytes: new Uint8Array(0) }
  const large = await block(0x55, new Uint8Array(300).fill(1))
  const old = { cid: emptyPb.toV0(), bytes: new Uint8Array(0) }
  const cases = [
    ['no root, no block', [], []],
    ['one root, one block', [small.cid], [small]],
    ['two roots, three blocks', [small.cid, large.cid], [small, empty, large]],
    ['one block twice', [empty.cid], [empty, empty]],
    ['root that is not in the file', [emptyMap], [small]],
    ['block with a CIDv0', [emptyPb], [old]]
  ]
  const rows = []
  for (const [name, roots, blocks] of cases) {
    const hex = await car(roots, blocks)
    const v1 = (cid) => cid.toV1().toString()
    rows.push([name, hex, roots.map(v1).join(' '), blocks.map((each) => v1(each.cid)).join(' ')])
  }
  write('car-valid.txt', ['name', 'hex', 'roots', 'blocks'], rows)
}

const sized = (hex) => (hex.length / 2).toString(16).padStart(2, '0') + hex
const header = (value) => sized(toHex(dagCbor.encode(value)))
const v1 = header({ roots: [], version: 1 })
const raw = toHex(emptyRaw.bytes)
const digest = raw.slice(8)

// @ipld/car checks no hash of a block and has other bounds.
const malformed = [
  ['no bytes', '', 'byte 0: empty file', 'refuses'],
  ['header of no bytes', '00', 'header of 0 bytes', 'refuses'],
  ['header cut off', v1.slice(0, -2), 'file is cut off', 'refuses'],
  ['header over 64 KiB', '818004', 'header of 65537 bytes', 'refuses'],
  ['header of another version', header({ roots: [], version: 2 }), 'expected 1', 'refuses'],
  ['header without a version', header({ roots: [] }), 'expected 1', 'refuses'],
  ['header without roots', header({ version: 1 }), 'not a version and a list of roots', 'refuses'],
  ['header with more', header({ more: 1, roots: [], version: 1 }), 'not a version and a list of roots', 'refuses'],
  ['header with other roots', header({ roots: ['a'], version: 1 }), 'root that is no link', 'refuses'],
  ['header that is a list', header([]), 'header is no map', 'refuses'],
  ['header that is no DAG-CBOR', '02ff00', 'break with nothing to end', 'refuses'],
  ['section of no bytes', v1 + '00', 'section of 0 bytes', 'refuses'],
  ['section cut off', v1 + '25' + raw, '1 bytes of a section are missing', 'refuses'],
  ['section length cut off', v1 + '80', 'cut off within a length', 'refuses'],
  ['section length not minimal', v1 + 'a400' + raw, 'length is not minimal', 'accepts'],
  ['section over its bound', v1 + '81818001', 'section of 2097281 bytes', 'refuses'],
  ['section length without end', v1 + 'ffffffffff', 'length of over 4 bytes', 'refuses'],
  ['section with no CID', v1 + sized('00112233'), 'no CID that is taken', 'refuses'],
  ['section with half a CID', v1 + sized(raw.slice(0, 20)), 'no CID that is taken', 'refuses'],
  ['section with another hash', v1 + sized('015500016161'), 'hash function 0x0', 'accepts'],
  ['block that hashes otherwise', v1 + sized(raw + '61'), `block ${emptyRaw} hashes to`, 'accepts'],
  ['CIDv0 block that hashes otherwise', v1 + sized('1220' + digest + '61'), `block ${emptyPb} hashes to`, 'accepts']
]

export async function makeCars () {
  await valid()
  await writeInvalid('car-invalid.txt', 'hex', malformed, (hex) => CarReader.fromBytes(fromHex(hex)))
}
