import type { Call, Transport } from '../transport.ts'

/** Something answered, but not a Bot API server: a proxy's page, as a rule. */
export class StrangeAnswerError extends Error {
  override name = 'StrangeAnswerError'
  readonly status: number
  constructor(status: number) {
    super(`HTTP ${status}`)
    this.status = status
  }
}

/** A hundred updates of four thousand characters stay far below. */
const answerLimit = 32 * 1024 * 1024

/** What grammY calls instead of its own fetch: that does not tell whether a request that failed had begun. */
export type BotApiFetch = (url: string, call: Omit<Call, 'limit'>) => Promise<{ json(): Promise<unknown> }>

/** Throws TransportError and StrangeAnswerError. */
export function createBotApiFetch(transport: Transport): BotApiFetch {
  return async (url, call) => {
    const { status, body } = await transport.exchange(url, { ...call, limit: answerLimit })
    const answer = parseAnswer(body, status)
    return { json: async () => answer }
  }
}

function parseAnswer(body: Buffer, status: number): object {
  let answer: unknown
  try {
    answer = JSON.parse(body.toString())
  } catch {
    throw new StrangeAnswerError(status)
  }
  const isAnswer =
    typeof answer === 'object' &&
    answer !== null &&
    'ok' in answer &&
    (answer.ok === true || ('error_code' in answer && typeof answer.error_code === 'number'))
  if (!isAnswer) throw new StrangeAnswerError(status)
  return answer as object
}
