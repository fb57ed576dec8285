import { resolve } from 'node:path'
import { runCommand } from './run.ts'

const [act, ...more] = process.argv.slice(2)
const withPaths = ['import', 'evaluate', 'answered']
const valued = [
  '--number',
  '--issuer',
  '--effective',
  '--expires',
  '--region',
  '--supersedes',
  '--link',
  '--title',
  '--on',
]

/** A running server stands in another folder than whoever types the command. */
function wholePaths(words: string[]): string[] {
  return words.map((word, at) => {
    const isValue = valued.includes(words[at - 1] ?? '')
    return word.startsWith('-') || isValue ? word : resolve(word)
  })
}

// Whoever reads only the beginning (`| head`) ends no import with it.
process.stdout.on('error', () => {})

let barStands = false

/** A line that begins with a return is a bar, which the next line takes the place of. */
function print(line: string): void {
  const clear = barStands ? '\r\u001b[K' : ''
  barStands = line.startsWith('\r')
  process.stdout.write(barStands ? `${clear}${line.slice(1)}` : `${clear}${line}\n`)
}

const bar = act === 'import' && process.stdout.isTTY ? ['--bar'] : []
const args = act !== undefined && withPaths.includes(act) ? [act, ...wholePaths(more), ...bar] : process.argv.slice(2)
await runCommand('policies', args, print)
