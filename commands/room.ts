import { runCommand } from './run.ts'

await runCommand('room', process.argv.slice(2))
