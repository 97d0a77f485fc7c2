import { base16, base16upper } from 'multiformats/bases/base16'
import { base32, base32upper } from 'multiformats/bases/base32'
import { base36, base36upper } from 'multiformats/bases/base36'
import { base58btc } from 'multiformats/bases/base58'
import { base64, base64url } from 'multiformats/bases/base64'
import { CID } from 'multiformats/cid'
import { sha256 } from 'multiformats/hashes/sha2'
import { assert, fromHex, toHex, write, writeInvalid } from './lines.mjs'
import { emptyMap, emptyPb, emptyRaw } from './values.mjs'

const codecs = { raw: 0x55, 'dag-pb': 0x70, 'dag-cbor': 0x71, 'libp2p-key': 0x72, 'dag-json': 0x129 }
const bases = { base16, base32, base36, base58btc, base64url }
const upper = { base16upper, base32upper, base36upper }
const every = { base16, base16upper, base32, base32upper, base36, base36upper, base58btc, base64, base64url }

async function ofData () {
  const rows = []
  const data = ['', '00', 'a0', toHex(new TextEncoder().encode('dagbok')), 'ff'.repeat(100)]
  for (const [label, code] of Object.entries(codecs)) {
    for (const hex of data) {
      const cid = CID.createV1(code, await sha256.digest(fromHex(hex)))
      const texts = Object.values(bases).map((base) => cid.toString(base))
      rows.push([`${label} of ${hex.length / 2} bytes ${hex.slice(0, 8)}`, label, hex, toHex(cid.bytes), ...texts])
    }
  }
  write('cid-of-data.txt', ['name', 'codec', 'data', 'binary', ...Object.keys(bases)], rows)
}

function texts () {
  const rows = []
  for (const [label, base] of Object.entries(upper)) {
    rows.push([label, emptyRaw.toString(base), emptyRaw.toString()])
  }
  const version0 = CID.createV0(emptyPb.multihash).toString()
  assert(version0 === 'QmdfTbBqBPQ7VNxZEYEj14VmRuZBkqFbiwReogJgS1zR1n', version0)
  rows.push(['version 0', version0, emptyPb.toString()])
  rows.push(['ipfs address', `ipfs://${emptyMap}`, emptyMap.toString()])
  rows.push(['ipfs path', `/ipfs/${emptyMap}`, emptyMap.toString()])
  rows.push(['ipfs path to version 0', `/ipfs/${version0}`, emptyPb.toString()])
  rows.push(['dagbok link', `dagbok:${emptyMap}`, emptyMap.toString()])
  write('cid-text-valid.txt', ['name', 'text', 'cid'], rows)
}

function parse (text) {
  const base = Object.values(every).find((candidate) => candidate.prefix === text[0])
  return CID.parse(text, base)
}

// Where it says 'accepts', multiformats knows a base that Dagbok does not, forgives padding and mixed case,
// and looks neither at codecs nor at hashes.
function invalidTexts () {
  const good = emptyRaw.toString()
  const binary = emptyRaw.bytes
  const encode = (hex) => base32.encode(fromHex(hex))
  const digest = toHex(emptyRaw.multihash.digest)
  const cases = [
    ['empty', '', 'empty text', 'refuses'],
    ['prefix alone', 'b', 'varint is cut off', 'refuses'],
    ['no multibase', 'afkrei', 'unknown multibase prefix', 'refuses'],
    ['base64 with the standard alphabet', base64.encode(binary), 'unknown multibase prefix', 'accepts'],
    ['cut off', good.slice(0, -2), 'expected 32', 'refuses'],
    ['one character too many', good + 'a', '', 'refuses'],
    ['bits left over', good.slice(0, -1) + 'v', 'not canonical base32', 'refuses'],
    ['padding', good + '=', '', 'accepts'],
    ['no base32 digit', good.replace('f', '1'), 'not base32', 'refuses'],
    ['mixed case', good.slice(0, 10) + good.slice(10).toUpperCase(), 'not base32', 'accepts'],
    ['mixed case, upper first', 'B' + good.slice(1), 'mixed upper and lower case', 'accepts'],
    ['no base58 digit', 'zO0Il', 'character', 'refuses'],
    ['no base36 digit', 'k51_', 'character', 'refuses'],
    ['no base16 digit', 'f0155122g', '', 'refuses'],
    ['odd number of base16 digits', base16.encode(binary) + '0', '', 'refuses'],
    ['space within', good.slice(0, 5) + ' ' + good.slice(5), '', 'refuses'],
    ['path behind', good + '/a', '', 'refuses'],
    ['version 0 in base32', base32.encode(emptyRaw.multihash.bytes), 'CID version 18', 'refuses'],
    ['version 0 cut off', 'QmdfTbBqBPQ7VNxZEYEj14VmRuZBkqFbiwReogJgS1zR1', '', 'refuses'],
    ['version 0 with another hash', 'Qm' + '1'.repeat(44), '', 'refuses'],
    ['version 2', encode('02551220' + digest), 'CID version 2', 'refuses'],
    ['version 3', encode('03551220' + digest), 'CID version 3', 'refuses'],
    ['version not minimal', encode('8100551220' + digest), 'varint is not minimal', 'refuses'],
    ['codec not minimal', encode('01d5001220' + digest), 'varint is not minimal', 'refuses'],
    ['unknown codec', encode('01511220' + digest), 'unknown codec 0x51', 'accepts'],
    ['codec over nine bytes', encode('01' + 'ff'.repeat(9) + '011220' + digest), 'longer than 9', 'refuses'],
    ['identity hash', encode('0155000161'), 'hash function 0x0', 'accepts'],
    ['sha1', encode('01551114' + digest.slice(0, 40)), 'hash function 0x11', 'accepts'],
    ['sha2-512', encode('01551340' + digest + digest), 'hash function 0x13', 'accepts'],
    ['blake2b-256', encode('0155a0e40220' + digest), 'hash function 0xb220', 'accepts'],
    ['digest cut short and said so', encode('01551210' + digest.slice(0, 32)), 'digest of 16 bytes', 'accepts'],
    ['digest of no bytes', encode('01551200'), 'digest of 0 bytes', 'accepts'],
    ['bytes behind', encode('01551220' + digest + '00'), '1 bytes after the digest', 'refuses'],
    ['longer than any CID', 'f' + '00'.repeat(100), 'longer than 128', 'refuses']
  ]
  return writeInvalid('cid-text-invalid.txt', 'text', cases, parse)
}

export async function makeCids () {
  await ofData()
  texts()
  await invalidTexts()
}
