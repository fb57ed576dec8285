import { createControl } from './control.ts'
import { startTelegram } from './server.ts'
import type { Telegram } from './telegram.ts'

/**
 * The double in a process of its own: prints one line of JSON, `{root, token}`, and obeys `POST /control`.
 * Port and group limit may be given: `tsx test/telegram/main.ts 4711 Infinity`.
 */
const [port, groupPerMinute] = process.argv.slice(2).map(Number)
let telegram: Telegram | undefined
const control = createControl(() => {
  if (!telegram) throw new Error('The server has not started yet')
  return telegram
})
telegram = await startTelegram(
  { ...(port === undefined ? {} : { port }), ...(groupPerMinute === undefined ? {} : { groupPerMinute }) },
  control,
)
console.log(JSON.stringify({ root: telegram.root, token: telegram.token }))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(0))
