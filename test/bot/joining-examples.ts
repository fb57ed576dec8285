import type { JoiningSentences } from '../../bot/text/joining-sentences.ts'

const here = {
  accountId: '00000000-0000-4000-8000-000000000001',
  channel: 'web',
  heardAt: '2026-08-03T01:05:00Z',
  here: true,
  preferred: false,
}
const there = { ...here, accountId: '00000000-0000-4000-8000-000000000002', channel: 'wechat', here: false }
const forgotten = { ...there, accountId: '00000000-0000-4000-8000-000000000003', channel: 'new', heardAt: null }
const places = [here, there, forgotten]

/** What is said of joining accounts, in the shapes it comes in. */
export const joiningExamples: { [K in keyof JoiningSentences]: JoiningSentences[K][] } = {
  joinMenu: [{ joined: false }, { joined: true }],
  askJoinCode: [{}],
  joinCode: [{ minutes: 15, code: 'ABCD-EFGH-JKMNP' }, { minutes: 15 }],
  joinWrong: [{ minutes: 15 }],
  joinWait: [{ minutes: 1 }, { minutes: 9 }],
  joinRefused: (['own', 'already', 'officer', 'full'] as const).map((why) => ({ why, most: 10 })),
  joined: [{ channel: 'wechaty' }],
  joinNotHere: [{ page: 'https://xinqiao.example' }],
  notJoined: [{}],
  askNoticesPlace: [{ places }, { places: [here, { ...there, preferred: true }] }],
  noticesPlaceSet: [{ place: null }, { place: here }, { place: there }],
  noticesLed: [
    { place: null },
    { place: { channel: 'web', here: true } },
    { place: { channel: 'wechat', here: false } },
  ],
  askUnjoin: [{ places }],
  unjoined: [{ place: here }, { place: there }],
  accountJoined: [{ channel: 'telegram' }],
  accountLeft: [{ channel: 'telegram' }],
}
