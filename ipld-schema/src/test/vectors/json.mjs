import * as dagCbor from '@ipld/dag-cbor'
import * as dagJson from '@ipld/dag-json'
import { assert, toHex, write, writeInvalid } from './lines.mjs'
import { emptyPb, emptyRaw } from './values.mjs'

// Texts that are not canonical and yet mean something.
const lenient = [
  ['white space', ' { "b" : [ 1 , 2 ] , "a" : null } '],
  ['keys in another order', '{"b":1,"a":2}'],
  ['escapes that need not be', '"\\u0061\\/\\u00e9\\ud83d\\udcd4"'],
  ['escapes in upper case', '"\\u001F\\u00E9"'],
  ['float with zeros', '1.50'],
  ['float with an exponent', '15e-1'],
  ['float with an upper case exponent', '15E-1'],
  ['small float in full', '0.00000012'],
  ['link with white space', ` { "/" : "${emptyRaw}" } `],
  ['bytes with white space', '{ "/": { "bytes": "AQI" } }'],
  ['escaped slash key', `{"\\u002f":"${emptyRaw}"}`]
]

function valid () {
  const rows = lenient.map(([name, text]) => {
    const value = dagJson.parse(text)
    return [name, text, dagJson.stringify(value), toHex(dagCbor.encode(value))]
  })
  write('dag-json-valid.txt', ['name', 'text', 'canonical', 'cbor'], rows)
}

const version0 = emptyPb.toV0().toString()
const deep = (depth) => '['.repeat(depth) + ']'.repeat(depth)

// Where it says 'accepts', @ipld/dag-json has no bound on numbers and depth, takes a CID of any hash and
// version, base64 with padding, half of a surrogate pair, and a little that is no JSON.
const malformed = [
  ['nothing', '', '', 'refuses'],
  ['white space alone', '  ', '', 'refuses'],
  ['two values', '1 2', 'text after the value', 'refuses'],
  ['comma behind', '1,', '', 'refuses'],
  ['list not closed', '[1', '', 'refuses'],
  ['map not closed', '{"a":1', '', 'refuses'],
  ['text not closed', '"a', '', 'refuses'],
  ['closed otherwise', '[1}', '', 'refuses'],
  ['comma before the end', '[1,]', '', 'refuses'],
  ['comma before the end of a map', '{"a":1,}', '', 'accepts'],
  ['no comma', '[1 2]', '', 'refuses'],
  ['key without quotes', '{a:1}', '', 'refuses'],
  ['single quotes', "'a'", '', 'refuses'],
  ['comment', '/* a */ 1', '', 'refuses'],
  ['NaN', 'NaN', '', 'refuses'],
  ['Infinity', 'Infinity', '', 'refuses'],
  ['undefined', 'undefined', '', 'refuses'],
  ['plus sign', '+1', '', 'refuses'],
  ['leading zero', '01', '', 'refuses'],
  ['no digit before the point', '.5', '', 'refuses'],
  ['no digit behind the point', '1.', '', 'accepts'],
  ['hexadecimal', '0x10', '', 'refuses'],
  ['integer over 64 bits', '9223372036854775808', 'integer over 64 bits signed', 'accepts'],
  ['integer under 64 bits', '-9223372036854775809', 'integer over 64 bits signed', 'accepts'],
  ['integer of 500 digits', '9'.repeat(500), '', 'accepts'],
  ['float out of range', '1e400', 'float out of range', 'accepts'],
  ['control character in text', '"\u0001"', '', 'refuses'],
  ['unknown escape', '"\\x41"', '', 'refuses'],
  ['escape cut off', '"\\u00"', '', 'refuses'],
  ['half a surrogate pair', '"\\ud83d"', 'text is not UTF-8', 'accepts'],
  ['surrogates swapped', '"\\udcd4\\ud83d"', 'text is not UTF-8', 'accepts'],
  ['key with half a surrogate pair', '{"\\ud83d":1}', 'text is not UTF-8', 'accepts'],
  ['duplicate key', '{"a":1,"a":1}', 'duplicate map key', 'refuses'],
  ['duplicate key, escaped', '{"a":1,"\\u0061":1}', 'duplicate map key', 'refuses'],
  ['65 deep', deep(65), 'nested deeper than 64', 'accepts'],
  ['map 65 deep', '['.repeat(64) + '{"a":1}' + ']'.repeat(64), 'nested deeper than 64', 'accepts'],
  ['10000 deep', deep(10000), '', 'refuses'],
  ['link with another key', `{"/":"${emptyRaw}","a":1}`, 'more keys beside "/"', 'refuses'],
  ['link with another key first', `{"a":1,"/":"${emptyRaw}"}`, 'more keys beside "/"', 'accepts'],
  ['link to no CID', '{"/":"hello"}', 'no CID that is taken', 'refuses'],
  ['link to nothing', '{"/":""}', 'no CID that is taken', 'refuses'],
  ['link to a CIDv0', `{"/":"${version0}"}`, `link is not written as ${emptyPb}`, 'accepts'],
  ['link with its scheme', `{"/":"ipfs://${emptyRaw}"}`, 'link is not written as', 'refuses'],
  ['link with spaces', `{"/":" ${emptyRaw}"}`, 'link is not written as', 'refuses'],
  ['link in upper case', `{"/":"${emptyRaw.toString().toUpperCase()}"}`, 'link is not written as', 'refuses'],
  ['link to another hash', '{"/":"bafkqaala"}', 'no CID that is taken', 'accepts'],
  ['bytes with another key', '{"/":{"bytes":"AQI"},"a":1}', 'more keys beside "/"', 'refuses'],
  ['bytes with another inner key', '{"/":{"bytes":"AQI","c":1}}', 'more keys beside "bytes"', 'refuses'],
  ['bytes with padding', '{"/":{"bytes":"AQI="}}', 'not base64 without padding', 'accepts'],
  ['bytes with bits left over', '{"/":{"bytes":"AQJ"}}', 'not canonical base64', 'refuses'],
  ['bytes with the alphabet for addresses', '{"/":{"bytes":"_-"}}', 'not base64', 'refuses'],
  ['bytes of a length that base64 lacks', '{"/":{"bytes":"A"}}', 'not base64', 'refuses']
]

export async function makeDagJson () {
  assert(dagJson.stringify({ b: 1, a: emptyRaw }) === `{"a":{"/":"${emptyRaw}"},"b":1}`, 'another dialect')
  valid()
  await writeInvalid('dag-json-invalid.txt', 'text', malformed, dagJson.parse)
}
