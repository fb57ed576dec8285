import { loadEnvironment, readConfig } from '../config.ts'
import { createLog } from '../domain/log.ts'
import { openContext } from '../domain/open-context.ts'
import { callControl } from '../domain/store/control-socket.ts'
import { type CommandName, checkWords, createCommands } from './commands.ts'
import { operatorSentence } from './usage.ts'

/**
 * Runs a command of the operator's and sets the exit code: in the server that has the data folder open when one runs,
 * otherwise in this process.
 */
export async function runCommand(
  name: CommandName,
  args: string[],
  print: (line: string) => void = (line) => process.stdout.write(`${line}\n`),
): Promise<void> {
  try {
    checkWords(name, args)
    process.exitCode = await runSomewhere(name, args, print)
  } catch (error) {
    const stack = error instanceof Error ? error.stack : String(error)
    process.stderr.write(`${operatorSentence(error) ?? stack}\n`)
    process.exitCode = 1
  }
}

async function runSomewhere(name: CommandName, args: string[], print: (line: string) => void): Promise<number> {
  loadEnvironment()
  const config = readConfig(process.env)
  if (config.databaseUrl === undefined) {
    const code = await callControl(config.dataDir, name, args, print)
    if (code !== 'no-server') return code
  }
  const now = () => new Date()
  // What the command prints is the answer; the log must not stand in it.
  const log = createLog('warn', process.stderr)
  const { context, database, notices, close } = await openContext(config, log, now())
  try {
    for (const notice of notices) process.stderr.write(`${notice}\n`)
    return await createCommands({ context, database, config, log, now })[name](args, print)
  } finally {
    await close()
  }
}
