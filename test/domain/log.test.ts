import { describe, expect, it } from 'vitest'
import { createLog, type Log, type LogLevel } from '../../domain/log.ts'

const canaries = [
  '13812345678',
  '110101199003070011',
  '张三丰',
  '我家的房子被拆了',
  '123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw',
]

function logged(
  write: (log: Log) => void,
  level: LogLevel = 'trace',
): { text: string; lines: Record<string, unknown>[] } {
  let text = ''
  const destination = {
    write(line: string) {
      text += line
    },
  }
  write(createLog(level, destination))
  const lines = text.split('\n').filter(Boolean)
  return { text, lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>) }
}

function expectNoCanary(text: string): void {
  for (const canary of canaries) expect(text).not.toContain(canary)
}

describe('a line of the log', () => {
  it('has its time, level, message and the fields of the list', () => {
    const { lines } = logged((log) => log.warn({ job: 'remind', ticket: 123, ms: 5, inbox: 7n, attempt: 2 }, 'Late'))
    expect(lines).toEqual([
      {
        level: 'warn',
        time: expect.stringMatching(/^\d{4}-.*Z$/),
        job: 'remind',
        ticket: 123,
        ms: 5,
        inbox: 7,
        attempt: 2,
        msg: 'Late',
      },
    ])
  })

  it('loses every field that is not on the list, at any depth', () => {
    const { text, lines } = logged((log) =>
      log.info(
        {
          phone: canaries[0],
          Phone: canaries[0],
          resident: { name: canaries[2], list: [{ id: canaries[1] }] },
          job: { deep: canaries[3] },
          turn: [canaries[2]],
          kind: 'card',
        },
        'Handled',
      ),
    )
    expectNoCanary(text)
    expect(Object.keys(lines[0] ?? {}).sort()).toEqual(['kind', 'level', 'msg', 'time'])
  })

  it('loses them in a child of the log as well', () => {
    const { text, lines } = logged((log) =>
      log.child({ name: canaries[2] }).child({ phone: canaries[0], channel: 'web' }).info('Here'),
    )
    expectNoCanary(text)
    expect(lines[0]).toMatchObject({ channel: 'web', msg: 'Here' })
  })

  it('keeps short values only', () => {
    const { lines } = logged((log) => log.info({ code: 'x'.repeat(5000) }, 'Long'))
    expect(String(lines[0]?.code).length).toBeLessThanOrEqual(100)
  })

  it.each(canaries)('never shows %s, wherever it was put', (canary) => {
    const error = Object.assign(new Error(`Saying ${canary}`, { cause: new Error(`Because ${canary}`) }), {
      code: canary,
      text: canary,
      rows: [canary],
    })
    error.name = `Error${canary}`
    const { text } = logged((log) => {
      log.info(canary)
      log.info({ code: canary, channel: `\n${canary}`, status: canary }, `a\n${canary}`)
      log.error(error)
      log.error({ err: error }, `It failed: ${canary}`)
      log.error({ err: error })
      log.error({ err: canary, error }, 'A string thrown')
      log.error({ err: { message: canary } }, 'An object thrown')
      log.info('Placed %s %o %j', canary, { canary }, [canary])
      log.info({ turn: 'x' }, 'Placed %s', canary)
      log.child({ code: canary, phone: canary }).debug({ a: { b: { c: canary } } })
    })
    expect(text.split('\n')).toHaveLength(11)
    expect(text).not.toContain(canary)
  })

  it('tells of an error its name, code, message, stack and causes', () => {
    const cause = Object.assign(new Error('socket closed'), { code: 'ECONNRESET' })
    const { lines } = logged((log) => log.error({ err: new TypeError('cannot send', { cause }) }, 'Sending failed'))
    expect(lines[0]).toMatchObject({
      msg: 'Sending failed',
      err: {
        name: 'TypeError',
        message: 'cannot send',
        stack: expect.stringContaining('log.test.ts'),
        cause: { message: 'socket closed', code: 'ECONNRESET' },
      },
    })
  })

  it('does not follow causes for ever', () => {
    const error = new Error('round')
    error.cause = error
    const { lines } = logged((log) => log.error(error))
    expect(lines[0]).toMatchObject({ msg: 'round' })
  })

  it('is not written below the level', () => {
    expect(logged((log) => log.info('quiet'), 'warn').text).toBe('')
  })
})
