import { resolve } from 'node:path'
import { runCommand } from './run.ts'

const [act, file, ...more] = process.argv.slice(2)
// A running server stands in another folder than whoever types the command.
const isPath = act === 'import' && file !== undefined && !file.startsWith('-')
await runCommand('office', isPath ? [act, resolve(file), ...more] : process.argv.slice(2))
