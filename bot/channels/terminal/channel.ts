import { randomUUID } from 'node:crypto'
import { createInterface, type Interface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import type { Capabilities, Channel, ChannelHost, Outcome, Outgoing } from '../../message.ts'
import { drawReply } from './draw.ts'

const capabilities: Capabilities = {
  buttons: false,
  edits: false,
  groups: false,
  textLimit: 100_000,
  speaksFirst: true,
  confirmsDelivery: false,
  repeatsSafely: false,
  domestic: true,
}

export interface TerminalSettings {
  input: Readable
  output: Writable
  now(): Date
}

/**
 * A talk in a terminal, by one account that is the same each time: what was begun is there again. A line is a message,
 * choices are numbered. `ended` resolves when the input has ended and every line of it is stored.
 */
export function createTerminalChannel({ input, output, now }: TerminalSettings): Channel & { ended: Promise<void> } {
  let lines: Interface | undefined
  let stored: Promise<unknown> = Promise.resolve()
  let end = () => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })

  /** One after the other, so that lines stay in the order they were typed. */
  function take(host: ChannelHost, text: string | undefined): void {
    const said = text === undefined ? { kind: 'opened' as const } : { kind: 'text' as const, text }
    const incoming = { channel: 'terminal', messageId: randomUUID(), account, at: now(), input: said }
    stored = stored.then(() => host.receive([incoming])).catch(() => write(output, notStored))
  }

  return {
    name: 'terminal',
    capabilities,
    ended,
    async start(host) {
      const isTyped = 'isTTY' in input && input.isTTY === true
      lines = createInterface({ input, ...(isTyped && { output, terminal: true }), prompt: isTyped ? '> ' : '' })
      lines.on('line', (line) => {
        if (line.trim() !== '') take(host, line)
        else if (isTyped) lines?.prompt()
      })
      lines.once('close', () => void stored.then(end))
      take(host, undefined)
      await stored
    },
    async send(target, outgoing) {
      if (!('account' in target) || target.account !== account) {
        return { kind: 'refused', reason: 'The terminal knows one account and no rooms' }
      }
      return show(output, outgoing, lines)
    },
    async stop() {
      lines?.close()
      await stored
    },
  }
}

const account = 'terminal'
const notStored = '（没有记下，请再发一次。/ Not stored, please send it again.）\n'

async function show(output: Writable, outgoing: Outgoing, lines: Interface | undefined): Promise<Outcome> {
  const isShown = await write(output, `\n${drawReply(outgoing.reply)}\n`)
  if (!isShown) return { kind: 'unreachable', reason: 'The terminal is closed' }
  if (lines?.terminal) lines.prompt(true)
  return { kind: 'sent', messageId: outgoing.id, delivered: true }
}

/** False when the output is closed. */
function write(output: Writable, text: string): Promise<boolean> {
  if (output.destroyed || output.writableEnded) return Promise.resolve(false)
  return new Promise((resolve) => output.write(text, (error) => resolve(!error)))
}
