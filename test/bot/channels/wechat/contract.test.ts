import { afterEach } from 'vitest'
import type { Shown } from '../../../wechat/server.ts'
import { describeChannel } from '../contract.ts'
import { closeBenches, openBench } from './open.ts'

afterEach(closeBenches)

describeChannel('wechat', async (host) => {
  const { wechat, instance } = await openBench()
  const { channel } = await instance({ host })
  const person = wechat.person()
  await person.follows()
  // What may be said is counted by the platform too: it wants to be spoken to first.
  await person.sends('voice', {})
  return {
    channel,
    account: person.openid,
    gone: 'gone000000',
    says: (text) => person.says(text),
    screen: () => person.screen.map(({ text }: Shown) => text),
    close: async () => {},
  }
})
