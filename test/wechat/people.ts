import { bring, createPush, createVerification, type Push, toXml } from './pushes.ts'
import type { Deliver, Elements, Person, Wechat } from './wechat.ts'
import { createHuman, type Human, keepMedia, openBrief, openLong, type World } from './world.ts'

/** Words open the long window; these events the brief one. */
const opensBrief = new Set(['subscribe', 'SCAN', 'CLICK'])

export function createPeople(world: World): Pick<Wechat, 'connect' | 'person' | 'verifies' | 'brings'> {
  let deliver: Deliver = async () => ({ status: 0, body: 'nobody listens' })
  let lastId = 23_000_000_000_000_000n

  function personOf(human: Human): Person {
    let last: Push | undefined
    const push = async (elements: Elements) => {
      const at = Math.floor(world.now() / 1000)
      const head = { ToUserName: 'gh_0123456789ab', FromUserName: human.openid, CreateTime: at }
      last = createPush(world, toXml({ ...head, ...elements }))
      return bring(deliver, last, world.pushMs)
    }
    const send = (msgType: string, elements: Elements) => {
      openLong(world, human)
      lastId += 1n
      return push({ MsgType: msgType, ...elements, MsgId: String(lastId) })
    }
    const act = (event: string, elements: Elements = {}) => {
      if (opensBrief.has(event)) openBrief(world, human)
      return push({ MsgType: 'event', Event: event, ...elements })
    }
    const popup = (template: string, answer: 'accept' | 'reject') =>
      act('subscribe_msg_popup_event', {
        SubscribeMsgPopupEvent: { List: { TemplateId: template, SubscribeStatusString: answer, PopupScene: 2 } },
      })
    return {
      openid: human.openid,
      screen: human.screen,
      notices: human.notices,
      again: async () => (last ? bring(deliver, last, world.pushMs) : { status: 0, body: 'nothing yet' }),
      says: (text) => send('text', { Content: text }),
      sends: send,
      does: act,
      follows(scene) {
        human.follows = true
        return act('subscribe', { EventKey: scene === undefined ? '' : `qrscene_${scene}` })
      },
      unfollows() {
        human.follows = false
        return act('unsubscribe', { EventKey: '' })
      },
      taps(label) {
        const entry = human.screen.flatMap(({ entries }) => entries).findLast(({ content }) => content === label)
        if (!entry) throw new Error(`Nothing to tap reads ${label}`)
        return send('text', { Content: entry.content, bizmsgmenuid: entry.id })
      },
      puts: ({ mime, content }) => keepMedia(world, mime, content),
      agrees(template) {
        const isLong = world.templates.get(template)?.longTerm === true
        human.consents.set(template, isLong ? Number.POSITIVE_INFINITY : (human.consents.get(template) ?? 0) + 1)
        return popup(template, 'accept')
      },
      refuses: (template) => popup(template, 'reject'),
    }
  }

  return {
    connect(given) {
      deliver = given
    },
    async verifies(options) {
      const { target } = createVerification(world, options)
      return deliver(target)
    },
    async brings(content, options) {
      const xml = typeof content === 'string' ? content : toXml(content)
      const { target, body } = createPush(world, xml, options)
      return deliver(target, body)
    },
    person: (given = {}) => personOf(createHuman(world, given)),
  }
}
