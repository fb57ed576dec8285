import type { Call, Person, Telegram } from '../telegram/telegram.ts'

/** The people before one double, and what they do together. Times are in ms, from the first word to the last answer. */
export interface Town {
  /** Where the bot finds it. */
  address(): Promise<{ root: string; token: string }>
  /** So many more residents start the bot and are welcomed. */
  moveIn(count: number): Promise<void>
  /** So many messages at once, by one resident after the other, each answered with one. */
  write(text: string, count: number): Promise<number>
  /** An officer binds their account, and a group for each of the codes. */
  seatStaff(officerCode: string, roomCodes: string[]): Promise<void>
  /** So many newcomers fill in a complaint as far as the last question. */
  fillForms(count: number): Promise<void>
  /** All of them submit it at once: each gets a receipt and a word of thanks, and the staff a card. */
  submit(): Promise<number>
}

/** The topics of the example office, of four of its units: a group takes only so many cards a minute. */
const topics = [
  ['1', '1'],
  ['3', '1'],
  ['4', '1'],
  ['5', '1'],
] as const

const longestMs = 120_000

export function createTown(telegram: Telegram): Town {
  const residents: Person[] = []
  let filling: Person[] = []
  let filed = 0

  /** Lets `act` happen, and waits until what it calls for was accepted and no update waits. */
  async function together(wanted: Record<string, number>, nameOf: (call: Call) => string, act: () => void) {
    const counts = createCounts(telegram.calls, nameOf)
    const started = performance.now()
    act()
    const isDone = () =>
      Object.entries(wanted).every(([name, count]) => counts.of(name) >= count) && telegram.pending() === 0
    await telegram.until(isDone, longestMs).catch(() => {
      const came = Object.entries(wanted).map(([name, count]) => `${counts.of(name)} of ${count} ${name}`)
      throw new Error(`After two minutes there were ${came.join(', ')}`)
    })
    return performance.now() - started
  }

  const answered = (people: Person[], act: (person: Person, index: number) => void) =>
    together({ answers: people.length }, answersOnly, () => people.forEach(act))

  async function welcome(count: number): Promise<Person[]> {
    const people = Array.from({ length: count }, () => telegram.user())
    await answered(people, (person) => person.starts())
    return people
  }

  return {
    address: async () => ({ root: telegram.root, token: telegram.token }),
    async moveIn(count) {
      residents.push(...(await welcome(count)))
    },
    write: (text, count) =>
      together({ answers: count }, answersOnly, () => {
        for (let index = 0; index < count; index++) residents[index % residents.length]?.says(text)
      }),
    async seatStaff(officerCode, roomCodes) {
      const officer = telegram.user({ name: '值班员' })
      await answered([officer], () => officer.says(`/bind ${officerCode}`))
      for (const code of roomCodes) {
        const group = telegram.group('值班室', { members: [officer], administrator: true })
        await together({ answers: 1 }, answersOnly, () => officer.says(`/bind ${code}`, { in: group }))
      }
    },
    async fillForms(count) {
      filling = await welcome(count)
      const steps: ((index: number) => string)[] = [
        () => '反映问题',
        () => '同意',
        (index) => topics[index % topics.length]?.[0] ?? '',
        (index) => topics[index % topics.length]?.[1] ?? '',
        () => '柳湾村',
        () => `第${++filed}户的房子漏水了，请来看看。`,
        () => '完成',
        () => '匿名',
      ]
      for (const step of steps) await answered(filling, (person, index) => person.says(step(index)))
      const astray = filling.map((person) => person.last()).find((last) => !last?.buttons.includes(submit))
      if (astray) throw new Error(`The form ended somewhere else: ${astray.text}`)
    },
    submit() {
      const wanted = { receipts: filling.length, thanks: filling.length, cards: filling.length }
      return together(wanted, nameOfFiled, () => {
        for (const person of filling) person.taps(submit)
      })
    },
  }
}

const submit = '提交'

const answersOnly = ({ method }: Call): string => (method === 'sendMessage' ? 'answers' : method)

function nameOfFiled({ method, chat = 0, params }: Call): string {
  const text = String(params.text)
  if (method !== 'sendMessage') return method
  if (chat < 0) return text.startsWith('#') ? 'cards' : 'other'
  return text.includes('这是回执') ? 'receipts' : text.startsWith('提交好了') ? 'thanks' : 'other'
}

/** Counts the calls that are accepted from now on, by name; each is looked at until it is decided. */
function createCounts(calls: Call[], nameOf: (call: Call) => string) {
  const counts = new Map<string, number>()
  let looked = calls.length
  let open: Call[] = []
  return {
    of(name: string): number {
      for (; looked < calls.length; looked++) open.push(...calls.slice(looked, looked + 1))
      for (const call of open) if (call.accepted) counts.set(nameOf(call), (counts.get(nameOf(call)) ?? 0) + 1)
      open = open.filter((call) => !call.accepted && !call.error && !call.fault)
      return counts.get(name) ?? 0
    },
  }
}
