import { resolve } from 'node:path'
import { runCommand } from './run.ts'

const [act, ...more] = process.argv.slice(2)
// A running server stands in another folder than whoever types the command.
const paths = (words: string[]) => words.map((word) => (word.startsWith('-') ? word : resolve(word)))
await runCommand('calendar', act === 'import' ? [act, ...paths(more)] : process.argv.slice(2))
