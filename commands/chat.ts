import { createBot } from '../bot/bot.ts'
import { createTerminalChannel } from '../bot/channels/terminal/channel.ts'
import { createWebChannel } from '../bot/channels/web/channel.ts'
import { createWebOffice } from '../bot/web-office.ts'
import { loadEnvironment, readConfig } from '../config.ts'
import { createLog } from '../domain/log.ts'
import { openContext } from '../domain/open-context.ts'
import { hasNoPolicies, loadStarterBase } from '../domain/policies/starter-policies.ts'
import { FolderLockError } from '../domain/store/folder-lock.ts'
import { operatorSentence } from './usage.ts'

/** The resident's talk in this terminal, on the embedded database of DATA_DIR: nothing else need be installed or running. */
async function chat(): Promise<void> {
  loadEnvironment()
  const { dataDir, dataKeys, publicUrl } = readConfig(process.env)
  const now = () => new Date()
  const log = createLog('warn', process.stderr)
  const { context, database, notices, close } = await openContext({ dataDir, dataKeys, publicUrl }, log, now())
  for (const notice of notices) process.stderr.write(`${notice}\n`)
  if (await hasNoPolicies(context)) await loadStarterBase(context, now())

  const terminal = createTerminalChannel({ input: process.stdin, output: process.stdout, now })
  // Without it the cards of what is filed here would wait for a channel that is not there.
  const web = createWebChannel(createWebOffice(context, database, now), {
    cookieSecret: context.vault.deriveSecret('cookie'),
    secure: publicUrl.startsWith('https:'),
    now,
  })
  const bot = createBot(context, database, log, { channels: [web, terminal], owner: `chat.${process.pid}`, now })
  process.stdout.write('信桥 Xinqiao — type and press Enter; a number picks a choice; Ctrl+D ends.\n')
  await bot.start()
  await terminal.ended
  await bot.stop()
  // What was typed last is answered before the end.
  await bot.settle(now())
  await close()
}

try {
  await chat()
  process.exit(0)
} catch (error) {
  const stack = error instanceof Error ? error.stack : String(error)
  const isInUse = error instanceof FolderLockError
  const advice = 'To chat while the server runs, give the chat a folder of its own: DATA_DIR=./data/chat npm run chat'
  process.stderr.write(`${operatorSentence(error) ?? stack}\n${isInUse ? `${advice}\n` : ''}`)
  process.exit(1)
}
