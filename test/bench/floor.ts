import { createInterface } from 'node:readline'
import { Bot } from 'grammy'
import pg from 'pg'

// The least a bot can do: says what it hears, and with a database also keeps it. A line on stdin is answered with the
// CPU time so far, in µs, as a line of JSON.
const [apiRoot = '', token = '', databaseUrl] = process.argv.slice(2)
const bot = new Bot(token, { client: { apiRoot } })
if (databaseUrl) {
  const pool = new pg.Pool({ connectionString: databaseUrl })
  await pool.query('CREATE TABLE floor (update_id bigint PRIMARY KEY, body jsonb NOT NULL)')
  bot.on('message:text', async (ctx) => {
    const values = [ctx.update.update_id, JSON.stringify(ctx.update)]
    await pool.query('INSERT INTO floor (update_id, body) VALUES ($1,$2) ON CONFLICT DO NOTHING', values)
    await ctx.reply(ctx.message.text)
  })
} else {
  bot.on('message:text', (ctx) => ctx.reply(ctx.message.text))
}
createInterface({ input: process.stdin })
  .on('line', () => {
    const { user, system } = process.cpuUsage()
    process.stdout.write(`${JSON.stringify({ cpu: user + system })}\n`)
  })
  .on('close', () => process.exit(0))
await bot.start()
