import { runCommand } from './run.ts'

await runCommand('channels', process.argv.slice(2))
