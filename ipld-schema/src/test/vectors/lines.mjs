// Writes one file of vectors, and asks the tools what they think of invalid input.
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../resources/vectors/', import.meta.url))

export const toHex = (bytes) => Buffer.from(bytes).toString('hex')

// Hex with spaces, so that the script can show the parts of an item.
export const fromHex = (hex) => new Uint8Array(Buffer.from(hex.replaceAll(' ', ''), 'hex'))

export function assert (condition, message) {
  if (!condition) throw new Error(message)
}

export function write (file, columns, rows) {
  for (const row of rows) {
    assert(row.length === columns.length, `${file}: ${row[0]} has ${row.length} columns`)
    assert(row.every((cell) => !/[\t\n\r]/.test(cell)), `${file}: ${row[0]} breaks its line`)
  }
  assert(new Set(rows.map((row) => row[0])).size === rows.length, `${file}: a name twice`)
  mkdirSync(folder, { recursive: true })
  const lines = [columns, ...rows].map((row) => row.join('\t') + '\n')
  writeFileSync(folder + file, lines.join(''))
  console.log(`${file}: ${rows.length}`)
}

const disagreements = []

// 'refuses' or 'accepts', as found, and a note if the script expects otherwise.
export async function judge (name, expected, attempt) {
  let found = 'accepts'
  try {
    await attempt()
  } catch {
    found = 'refuses'
  }
  if (found !== expected) disagreements.push(`${name}: the tool ${found} it, the script says ${expected}`)
  return found
}

export function assertAgreed () {
  assert(disagreements.length === 0, disagreements.join('\n'))
}

// Judges rows of invalid input, whose second column is the input and whose last is the expectation.
export async function writeInvalid (file, input, cases, attempt) {
  const rows = []
  for (const [name, text, message, js] of cases) {
    rows.push([name, text, message, await judge(name, js, () => attempt(text))])
  }
  write(file, ['name', input, 'message', 'js'], rows)
}
