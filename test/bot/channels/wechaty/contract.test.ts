import { describeChannel } from '../contract.ts'
import { eventually, isOnline, openBench } from './open.ts'

describeChannel('wechaty', async (host) => {
  const { world, channel } = openBench()
  const person = world.person('甲')
  const room = world.room('值班', [person])
  await channel.start(host)
  await eventually(() => isOnline(channel), 'the account is logged in')
  return {
    channel,
    account: person.id,
    room: room.id,
    gone: 'm0',
    says: (text) => person.says(text),
    screen: (target) =>
      ('room' in target ? room : person).screen.map(({ text, file }) => text ?? `[${file?.name ?? ''}]`),
    close: async () => {},
  }
})
