import { runCommand } from './run.ts'

await runCommand('staff', process.argv.slice(2))
