import { type CommandName, createCommands } from '../../commands/commands.ts'
import { readConfig } from '../../config.ts'
import type { Context } from '../../domain/context.ts'
import { createLog } from '../../domain/log.ts'
import { embeddedDatabase } from '../embedded.ts'

export const now = new Date('2026-08-03T01:00:00Z')

/** Types a command and gives what it printed and its exit code. `env` is what is set besides. */
export async function type(
  context: Context,
  line: string,
  env: Record<string, string> = {},
): Promise<{ code: number; printed: string }> {
  const [name = '', ...args] = line.split(' ')
  const commands = createCommands({
    context,
    database: await embeddedDatabase(),
    config: readConfig({ PUBLIC_URL: 'https://xinqiao.example', ...env }),
    log: createLog('silent'),
    now: () => now,
  })
  const lines: string[] = []
  const code = await commands[name as CommandName](args, (printed) => lines.push(printed))
  return { code, printed: lines.join('\n') }
}
