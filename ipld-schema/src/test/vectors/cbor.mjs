import * as dagCbor from '@ipld/dag-cbor'
import * as dagJson from '@ipld/dag-json'
import { CID } from 'multiformats/cid'
import { sha256 } from 'multiformats/hashes/sha2'
import { assert, fromHex, toHex, write, writeInvalid } from './lines.mjs'
import { emptyMap, emptyPb, emptyRaw } from './values.mjs'

const bytes = (length) => new Uint8Array(length).fill(7)
const list = (length) => new Array(length).fill(0)
const fields = (count) => Object.fromEntries(list(count).map((_, i) => [`k${i}`, i]))
const nested = (depth) => depth === 0 ? 0 : depth % 2 ? [nested(depth - 1)] : { a: nested(depth - 1) }

const integers = [
  0, 1, 23, 24, 255, 256, 65535, 65536, 4294967295, 4294967296, Number.MAX_SAFE_INTEGER, 9007199254740992n,
  9223372036854775807n, -1, -24, -25, -256, -257, -65536, -65537, -4294967296, -4294967297, -9007199254740992n,
  -9223372036854775808n
]

const floats = [
  0.5, -0.5, 0.1, 1.5, 123456.789, 1e-6, 1.25e-6, 1e-7, 1.25e-7, 5e-324, 2.2250738585072014e-308,
  1.7976931348623157e308, 1e21, 1e22, 1.2345678901234567e25, 2e23, 1e300, 9007199254740994, 123456789012345680000,
  4.35, 0.000001234, 5.551115123125783e-17
]

const values = {
  null: null,
  true: true,
  false: false,
  'empty bytes': bytes(0),
  'empty text': '',
  'empty list': [],
  'empty map': {},
  'text of two-, three- and four-byte characters': 'Ärger, 日記, 📔',
  'text with what JSON escapes': '"\\/\b\f\n\r\t\u0000\u001f\u007f\u2028',
  'text with a replacement character': '\ufffd',
  'keys of different lengths': { bbb: 1, a: 2, cc: 3, b: 4, '': 5 },
  'keys longer than 23 bytes': { [`${'x'.repeat(24)}`]: 1, z: 2, [`${'y'.repeat(23)}`]: 3 },
  'keys that are not ASCII': { ä: 1, z: 2, 日: 3, '📔': 4 },
  'link to raw': emptyRaw,
  'link to dag-pb': emptyPb,
  'link to dag-cbor': emptyMap,
  'list of everything': [null, true, -1, 'a', bytes(2), emptyRaw, [], {}],
  'map of links': { parents: [emptyMap, emptyRaw], entry: emptyMap, v: 1 },
  'nested 64 deep': nested(64),
  'slash among other keys': { '!': 1, '/': 2 },
  'slash with a number': { '/': 1 },
  'slash with a map': { '/': { bytes: 1 } }
}

// JavaScript has no such values, drops a byte order mark, or sorts otherwise
// than the specification of DAG-JSON says.
const byHand = [
  ['text with a byte order mark', '66 efbbbf 616263', '"\ufeffabc"'],
  ['float 0.0', 'fb 0000000000000000', '0.0'],
  ['float -0.0', 'fb 8000000000000000', '-0.0'],
  ['float 1.0', 'fb 3ff0000000000000', '1.0'],
  ['float -100.0', 'fb c059000000000000', '-100.0'],
  ['keys that UTF-16 sorts otherwise', 'a2 63ee8080 01 64f09f9894 02', '{"\ue000":1,"\u{1f614}":2}']
]

function named () {
  const cases = Object.entries(values)
  integers.forEach((value) => cases.push([`integer ${value}`, value]))
  floats.forEach((value) => cases.push([`float ${value}`, value]))
  for (const length of [1, 23, 24, 255, 256]) {
    cases.push([`bytes of ${length}`, bytes(length)])
    cases.push([`text of ${length}`, 'x'.repeat(length)])
    cases.push([`list of ${length}`, list(length)])
    cases.push([`map of ${length}`, fields(length)])
  }
  return cases
}

async function cidOf (encoded) {
  return CID.createV1(dagCbor.code, await sha256.digest(encoded)).toString()
}

async function valid () {
  const rows = []
  for (const [name, value] of named()) {
    const encoded = dagCbor.encode(value)
    assert(toHex(dagCbor.encode(dagCbor.decode(encoded))) === toHex(encoded), `${name}: no round trip`)
    rows.push([name, toHex(encoded), dagJson.stringify(value), await cidOf(encoded)])
  }
  for (const [name, hex, json] of byHand) {
    const encoded = fromHex(hex)
    dagCbor.decode(encoded)
    rows.push([name, toHex(encoded), json, await cidOf(encoded)])
  }
  write('dag-cbor-valid.txt', ['name', 'hex', 'json', 'cid'], rows)
}

const raw = toHex(emptyRaw.bytes)
const digest = raw.slice(8)
const link = (hex) => 'd82a' + toHex(dagCbor.encode(fromHex(hex)))

// Where it says 'accepts', @ipld/dag-cbor is lax: it reads undefined as null, does not look at the order of
// keys, at most hashes and codecs, at bytes that are not UTF-8, and has no bound on depth or on integers.
const malformed = [
  ['nothing', '', 'byte 0: cut off', 'refuses'],
  ['trailing byte', '00 00', 'byte 1: 1 bytes after the value', 'refuses'],
  ['trailing break', '80 ff', 'byte 1: 1 bytes after the value', 'refuses'],
  ['trailing map', 'a0 a0', 'byte 1: 1 bytes after the value', 'refuses'],

  ['integer cut off, 8 bits', '18', 'byte 1: cut off', 'refuses'],
  ['integer cut off, 16 bits', '19 01', 'byte 2: cut off', 'refuses'],
  ['integer cut off, 32 bits', '1a 010203', 'byte 4: cut off', 'refuses'],
  ['integer cut off, 64 bits', '1b 01020304050607', 'byte 8: cut off', 'refuses'],
  ['integer not minimal, 8 bits', '18 17', 'not as short as can be', 'refuses'],
  ['integer not minimal, 16 bits', '19 00ff', 'not as short as can be', 'refuses'],
  ['integer not minimal, 32 bits', '1a 0000ffff', 'not as short as can be', 'refuses'],
  ['integer not minimal, 64 bits', '1b 00000000ffffffff', 'not as short as can be', 'refuses'],
  ['zero in 64 bits', '1b 0000000000000000', 'not as short as can be', 'refuses'],
  ['negative integer not minimal', '38 00', 'not as short as can be', 'refuses'],
  ['negative integer not minimal, 64 bits', '3b 0000000000000000', 'not as short as can be', 'refuses'],
  ['integer of 2^63', '1b 8000000000000000', 'over 64 bits signed', 'accepts'],
  ['integer of 2^64 - 1', '1b ffffffffffffffff', 'over 64 bits signed', 'accepts'],
  ['integer of -2^63 - 1', '3b 8000000000000000', 'over 64 bits signed', 'accepts'],
  ['integer of -2^64', '3b ffffffffffffffff', 'over 64 bits signed', 'accepts'],
  ['reserved additional information 28', '1c', 'reserved additional information 28', 'refuses'],
  ['reserved additional information 29', '3d', 'reserved additional information 29', 'refuses'],
  ['reserved additional information 30', '5e', 'reserved additional information 30', 'refuses'],
  ['integer of indefinite length', '1f', 'indefinite length', 'refuses'],

  ['bytes cut off', '43 0102', 'byte string of length 3, but 2 bytes remain', 'refuses'],
  ['bytes, length not minimal', '58 01 00', 'not as short as can be', 'refuses'],
  ['bytes, length not minimal, 16 bits', '59 0001 00', 'not as short as can be', 'refuses'],
  ['bytes of indefinite length', '5f 41 00 ff', 'indefinite length', 'refuses'],
  ['bytes that claim 4 GiB', '5a ffffffff', 'of length 4294967295, but 0 bytes remain', 'refuses'],
  ['bytes that claim 2^63 - 1', '5b 7fffffffffffffff', 'of length 9223372036854775807', 'refuses'],
  ['bytes that claim 2^64 - 1', '5b ffffffffffffffff', 'of length 18446744073709551615', 'refuses'],

  ['text cut off', '63 6161', 'text of length 3, but 2 bytes remain', 'refuses'],
  ['text, length not minimal', '78 01 61', 'not as short as can be', 'refuses'],
  ['text of indefinite length', '7f 61 61 ff', 'indefinite length', 'refuses'],
  ['text that claims 4 GiB', '7a ffffffff 61', 'of length 4294967295, but 1 bytes remain', 'refuses'],
  ['text, lone continuation byte', '61 80', 'text is not UTF-8', 'accepts'],
  ['text, cut within a character', '62 e697', 'text is not UTF-8', 'accepts'],
  ['text, overlong', '62 c0af', 'text is not UTF-8', 'accepts'],
  ['text, overlong NUL', '62 c080', 'text is not UTF-8', 'accepts'],
  ['text, surrogate', '63 eda080', 'text is not UTF-8', 'accepts'],
  ['text, surrogate pair', '66 eda0bdedb894', 'text is not UTF-8', 'accepts'],
  ['text, over U+10FFFF', '64 f4908080', 'text is not UTF-8', 'accepts'],
  ['text, five bytes', '65 f888808080', 'text is not UTF-8', 'accepts'],
  ['text, byte 0xff', '61 ff', 'text is not UTF-8', 'accepts'],

  ['list cut off', '82 00', 'list of length 2, but 1 bytes remain', 'refuses'],
  ['list cut off within an item', '82 00 18', 'byte 3: cut off', 'refuses'],
  ['list, length not minimal', '98 01 00', 'not as short as can be', 'refuses'],
  ['list of indefinite length', '9f 00 ff', 'indefinite length', 'refuses'],
  ['list that claims 4 GiB', '9a ffffffff', 'of length 4294967295, but 0 bytes remain', 'refuses'],
  ['list that claims 2^64 - 1', '9b ffffffffffffffff', 'of length 18446744073709551615', 'refuses'],
  ['break in a list', '82 00 ff', 'break with nothing to end', 'refuses'],

  ['map cut off before a key', 'a1', 'map of length 1, but 0 bytes remain', 'refuses'],
  ['map cut off before a value', 'a1 61', 'map of length 1, but 1 bytes remain', 'refuses'],
  ['map cut off within a value', 'a1 60 18', 'byte 3: cut off', 'refuses'],
  ['map, length not minimal', 'b8 01 61 61 00', 'not as short as can be', 'refuses'],
  ['map of indefinite length', 'bf 61 61 00 ff', 'indefinite length', 'refuses'],
  ['map that claims 4 GiB', 'ba ffffffff', 'of length 4294967295, but 0 bytes remain', 'refuses'],
  ['map that claims 2^63', 'bb 8000000000000000', 'of length 9223372036854775808', 'refuses'],
  ['map with a duplicate key', 'a2 6161 01 6161 02', 'byte 4: duplicate map key', 'refuses'],
  ['map with a duplicate empty key', 'a2 60 01 60 02', 'byte 3: duplicate map key', 'refuses'],
  ['map with keys out of order', 'a2 6162 01 6161 02', 'byte 4: map key out of order', 'accepts'],
  ['map with the longer key first', 'a2 626161 01 6162 02', 'byte 5: map key out of order', 'accepts'],
  ['map in order of RFC 7049 text only', 'a3 6161 01 626161 02 6162 03', 'map key out of order', 'accepts'],
  ['map with bytes as key', 'a1 4161 00', 'map key is no text', 'refuses'],
  ['map with an integer as key', 'a1 01 00', 'map key is no text', 'refuses'],
  ['map with null as key', 'a1 f6 00', 'map key is no text', 'refuses'],
  ['map with a list as key', 'a1 80 00', 'map key is no text', 'refuses'],
  ['map with a key that is not UTF-8', 'a1 61ff 00', 'text is not UTF-8', 'accepts'],
  ['map with a key, length not minimal', 'a1 780161 00', 'not as short as can be', 'refuses'],
  ['map with a key of indefinite length', 'a1 7f6161ff 00', 'indefinite length', 'refuses'],

  ['undefined', 'f7', 'undefined', 'accepts'],
  ['undefined in a list', '81 f7', 'undefined', 'accepts'],
  ['float of 16 bits', 'f9 3c00', 'float of 16 bits', 'accepts'],
  ['float of 32 bits', 'fa 3f800000', 'float of 32 bits', 'accepts'],
  ['float cut off', 'fb 3ff00000000000', 'cut off', 'refuses'],
  ['NaN of 16 bits', 'f9 7e00', 'float of 16 bits', 'refuses'],
  ['NaN', 'fb 7ff8000000000000', 'float is NaN', 'refuses'],
  ['NaN with a payload', 'fb 7ff8000000000001', 'float is NaN', 'refuses'],
  ['signalling NaN', 'fb fff0000000000001', 'float is NaN', 'refuses'],
  ['Infinity', 'fb 7ff0000000000000', 'float is Infinity', 'refuses'],
  ['-Infinity', 'fb fff0000000000000', 'float is -Infinity', 'refuses'],
  ['simple value 0', 'e0', 'unknown simple value', 'refuses'],
  ['simple value 19', 'f3', 'unknown simple value', 'refuses'],
  ['simple value of two bytes', 'f8 ff', 'unknown simple value', 'refuses'],
  ['false in two bytes', 'f8 14', 'unknown simple value', 'refuses'],
  ['simple value, reserved', 'fc', 'unknown simple value', 'refuses'],
  ['break', 'ff', 'break with nothing to end', 'refuses'],

  ['tag 0, a date', 'c0 74 323032362d31312d32315430303a30303a30305a', 'tag 0, only 42', 'refuses'],
  ['tag 2, a big number', 'c2 49 010000000000000000', 'tag 2, only 42', 'refuses'],
  ['tag 3, a big number', 'c3 41 00', 'tag 3, only 42', 'refuses'],
  ['tag 55799, self-described', 'd9d9f7 00', 'tag 55799, only 42', 'refuses'],
  ['tag of 64 bits', 'db ffffffffffffffff 00', 'tag 18446744073709551615', 'refuses'],
  ['tag 42, not minimal', `d9002a 5825 00 ${raw}`, 'not as short as can be', 'refuses'],
  ['tag of indefinite length', 'df', 'indefinite length', 'refuses'],
  ['tag with nothing behind', 'd82a', 'cut off', 'refuses'],
  ['link of text', 'd82a 6100', 'link is no byte string', 'refuses'],
  ['link of a link', `d82a ${link('00' + raw)}`, 'link is no byte string', 'refuses'],
  ['link of null', 'd82a f6', 'link is no byte string', 'refuses'],
  ['link of bytes, length not minimal', `d82a 590025 00 ${raw}`, 'not as short as can be', 'refuses'],
  ['link of indefinite length', `d82a 5f 5825 00 ${raw} ff`, 'indefinite length', 'refuses'],
  ['link of no bytes', 'd82a 40', 'does not begin with a zero byte', 'refuses'],
  ['link without the zero byte', link(raw), 'does not begin with a zero byte', 'refuses'],
  ['link with another prefix', link('01' + raw), 'does not begin with a zero byte', 'refuses'],
  ['link of the zero byte alone', 'd82a 41 00', 'varint is cut off', 'refuses'],
  ['link, CID cut off', link('00' + raw.slice(0, -2)), 'digest has 31 bytes', 'refuses'],
  ['link, byte behind the CID', link('00' + raw + '00'), '1 bytes after the digest', 'refuses'],
  ['link, CIDv0', link('00' + '1220' + digest), 'CID version 18', 'accepts'],
  ['link, CIDv2', link('00' + '02551220' + digest), 'CID version 2', 'refuses'],
  ['link, unknown codec', link('00' + '01511220' + digest), 'unknown codec 0x51', 'accepts'],
  ['link, identity hash', link('00' + '0155000161'), 'hash function 0x0', 'accepts'],
  ['link, sha2-512', link('00' + '01551340' + digest + digest), 'hash function 0x13', 'accepts'],
  ['link, digest shortened', link('00' + '01551210' + digest.slice(32)), 'digest of 16 bytes', 'accepts'],
  ['link, varint not minimal', link('00' + '8100551220' + digest), 'varint is not minimal', 'refuses'],
  ['link, CID as text', link('00' + toHex(new TextEncoder().encode(emptyRaw.toString()))), 'CID version 98', 'refuses'],

  ['lists 65 deep', '81'.repeat(65) + '00', 'byte 64: nested deeper than 64', 'accepts'],
  ['maps 65 deep', 'a160'.repeat(65) + '00', 'byte 128: nested deeper than 64', 'accepts'],
  ['empty list at depth 65', '81'.repeat(64) + '80', 'byte 64: nested deeper than 64', 'accepts'],
  ['lists 20000 deep', '81'.repeat(20000) + '00', 'nested deeper than 64', 'refuses'],
  ['lists 1000 deep that never end', '81'.repeat(1000), 'nested deeper than 64', 'refuses'],
  ['lists that claim all that is left', '98ff'.repeat(70) + '00'.repeat(300), 'nested deeper than 64', 'refuses']
]

function invalid () {
  const cases = malformed.map(([name, hex, ...rest]) => [name, hex.replaceAll(' ', ''), ...rest])
  return writeInvalid('dag-cbor-invalid.txt', 'hex', cases, (hex) => dagCbor.decode(fromHex(hex)))
}

export async function makeDagCbor () {
  await valid()
  await invalid()
}
