import type { ChannelFinding } from '../bot/message.ts'
import { faceOf } from '../bot/text/face.ts'
import { type ChannelCheck, channelChecks } from './channel-checks.ts'
import { type Deps, type OperatorCommand, type Print, readWords } from './operator-command.ts'
import { UsageError } from './usage.ts'

type Request = { act: 'check'; only: string | undefined } | { act: 'menu' }

const usage = [
  'Usage: npm run channels -- check [<channel>]   tries what each channel was set up with',
  '       npm run channels -- menu   sets the menu of the Official Account of WeChat',
].join('\n')

/** Whether the channels can do their work. */
export const channels: OperatorCommand<Request> = {
  read(args) {
    const { positionals } = readWords(args, {}, usage)
    const [act, only, ...more] = positionals
    if (act === 'menu' && only === undefined) return { act }
    if (act !== 'check' || more.length > 0) throw new UsageError(usage)
    if (only !== undefined && !channelChecks.some(({ name }) => name === only)) {
      const names = channelChecks.map(({ name }) => name).join(', ')
      throw new UsageError(`There is no channel "${only}". There are: ${names}.\n${usage}`)
    }
    return { act, only }
  },
  run(deps, request, print) {
    return request.act === 'menu' ? setAccountMenu(deps, print) : checkAll(deps, request.only, print)
  },
}

async function checkAll(deps: Deps, only: string | undefined, print: Print): Promise<number> {
  let isWrong = false
  for (const check of channelChecks.filter(({ name }) => only === undefined || name === only)) {
    const findings = await findingsOf(deps, check)
    if (findings) isWrong = show(check.name, findings, print) || isWrong
    else print(`${check.name}: not set up. To have it, set ${check.variable} in .env and start the server anew.`)
  }
  return isWrong ? 1 : 0
}

async function setAccountMenu({ config, context, now }: Deps, print: Print): Promise<number> {
  if (!config.wechat) {
    throw new UsageError(
      'There is no Official Account: set WECHAT_APP_ID in .env, and start the server anew if it runs.',
    )
  }
  const { setMenu } = await import('../bot/channels/wechat/menu.ts')
  const face = faceOf(await context.office(), 'zh')
  return show('wechat', [await setMenu({ ...config.wechat, now }, face)], print) ? 1 : 0
}

/** A check that breaks off must not keep the others from being made. */
async function findingsOf(deps: Deps, check: ChannelCheck): Promise<ChannelFinding[] | undefined> {
  try {
    return await check.run(deps)
  } catch (err) {
    deps.log.error({ channel: check.name, err }, 'A channel could not be tried')
    return [{ verdict: 'wrong', note: 'It could not be tried: the log says why.' }]
  }
}

const marks: Record<ChannelFinding['verdict'], string> = { well: 'ok', doubtful: 'look', wrong: 'WRONG' }

/** Whether something is wrong. */
function show(name: string, findings: ChannelFinding[], print: Print): boolean {
  for (const { verdict, note } of findings) print(`${name}: ${marks[verdict]}. ${note}`)
  return findings.some(({ verdict }) => verdict === 'wrong')
}
