import type { FastifyPluginAsync } from 'fastify'
import type { Capabilities, Channel, ChannelHost, Outcome, Outgoing, Target } from '../../message.ts'
import { type LetterContent, saidKey } from './letters.ts'
import type { WebOffice } from './office.ts'
import type { WebSettings } from './parts.ts'
import { createWebPlugin } from './plugin.ts'
import { createSockets } from './sockets.ts'

const capabilities: Capabilities = {
  buttons: true,
  edits: true,
  groups: true,
  textLimit: 20_000,
  speaksFirst: true,
  confirmsDelivery: true,
  repeatsSafely: true,
  domestic: true,
}

/**
 * The web pages as a channel: sending puts a letter into the reader's box, and the page takes it from there; it has
 * arrived when the page has shown it.
 */
export function createWebChannel(office: WebOffice, settings: WebSettings): Channel & { plugin: FastifyPluginAsync } {
  let host: ChannelHost | undefined
  const sockets = createSockets(office)
  return {
    name: 'web',
    capabilities,
    async start(started) {
      host = started
      sockets.start()
    },
    send: (target, outgoing) => putIntoBox(office, target, outgoing),
    async stop() {
      host = undefined
      await sockets.stop()
    },
    plugin: createWebPlugin({ office, settings, sockets, host: () => host }),
  }
}

async function putIntoBox({ boxes }: WebOffice, target: Target, outgoing: Outgoing): Promise<Outcome> {
  const { secrets, ...reply } = outgoing.reply
  const content: LetterContent = {
    kind: 'said',
    reply,
    ...(outgoing.replyTo !== undefined && { replyTo: outgoing.replyTo }),
  }
  // In a room it counts as there once it is on the wall; in private, once the page has shown it.
  const delivered = 'room' in target
  if (outgoing.edit !== undefined && (await boxes.rewrite(target, outgoing.edit, content))) {
    return { kind: 'sent', messageId: outgoing.edit, delivered }
  }
  const letter = { sourceKey: saidKey(outgoing.id), mine: false, content, ...(secrets && { secrets }) }
  const { id } = await boxes.put(target, letter)
  return { kind: 'sent', messageId: id, delivered }
}
