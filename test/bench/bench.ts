import { writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { createClosing } from './closing.ts'
import { NoServerError, openDatabases } from './databases.ts'
import { openLineUp } from './line-up.ts'
import { OptionError, readOptions } from './options.ts'
import { sumUp } from './result.ts'
import { runRounds } from './rounds.ts'
import { drawResults } from './table.ts'

const closing = createClosing()
let stoppedBy: string | undefined

/** Measures the program against the least that a bot can do, in one run. A goal that is missed is no error. */
async function run(): Promise<void> {
  const options = readOptions(process.argv.slice(2))
  const databases = await openDatabases(closing)
  const cores = cpus()
  const where = `Node ${process.versions.node}, ${databases.version}, ${cores.length} × ${cores[0]?.model.trim() ?? 'CPU'}`
  say(`${where}. Starting the bots.`)
  const measured = await runRounds(await openLineUp(databases, options, closing), options, say)
  const results = sumUp(measured)
  const { rounds, messages, residents, tickets } = options
  const summary = { at: new Date().toISOString(), where, options: { rounds, messages, residents, tickets }, results }
  if (options.json) await writeFile(options.json, `${JSON.stringify({ ...summary, measured }, rounded, 2)}\n`)
  process.stdout.write(
    [
      '',
      where,
      `Medians of ${rounds} rounds (least–most): ${messages} messages of ${residents} residents, ${tickets} tickets, all at once.`,
      'CPU is that of the bot alone; ÷ compares it with one message of the floor in the same round.',
      '',
      drawResults(results),
      '',
      `BENCH ${JSON.stringify(summary, rounded)}`,
      '',
    ].join('\n'),
  )
}

/** For JSON: what is behind a hundredth was not measured. */
function rounded(_: string, value: unknown): unknown {
  return typeof value === 'number' ? Math.round(value * 100) / 100 : value
}

function say(text: string): void {
  process.stderr.write(`${text}\n`)
}

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const) {
  process.on(signal, () => {
    if (stoppedBy === undefined) say('Cleaning up')
    stoppedBy = signal
    void closing.run().then(() => process.exit(code))
  })
}

try {
  await run()
} catch (error) {
  // Whoever ends it ends what was under way too.
  if (stoppedBy === undefined) {
    const isOperators = error instanceof OptionError || error instanceof NoServerError
    say(isOperators ? error.message : ((error as Error).stack ?? String(error)))
    process.exitCode = 1
  }
}
await closing.run()
if (stoppedBy === undefined) process.exit()
