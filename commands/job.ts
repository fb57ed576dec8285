import { runCommand } from './run.ts'

await runCommand('job', process.argv.slice(2))
