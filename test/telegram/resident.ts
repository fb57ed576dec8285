import type { Message, Person, Telegram } from './telegram.ts'

/**
 * A resident who files one matter, from the first word to the receipt, by what is on the screen. After some silence they
 * do what people do: the question that stands there is answered once more.
 */
export interface Resident {
  person: Person
  /** Milliseconds of every time they did something that had to be answered, and how long that took. */
  answers: { at: number; afterMs: number }[]
  /** How often they lost patience. */
  repeated: number
  /** When 提交 was first pressed, in milliseconds. */
  submittedAt?: number
  /** The number on the receipt. */
  number?: string
}

export interface WalkOptions {
  /** Silence after which they try again; it doubles each time. */
  patienceMs?: number
  timeoutMs?: number
  /** Called each time something has happened. */
  onProgress?: (residents: readonly Resident[]) => void
}

/** Somebody who has not said anything yet. */
export function createResident(person: Person): Resident {
  return { person, answers: [], repeated: 0 }
}

/**
 * Lets all of them talk to the bot at the same time until each has a receipt. Who has not begun yet begins now. Rejects
 * after `timeoutMs`, naming what stands on the screens of those who have none.
 */
export async function walk(
  telegram: Telegram,
  residents: readonly Resident[],
  options: WalkOptions = {},
): Promise<void> {
  const crowd = createCrowd(telegram, options)
  for (const resident of residents) crowd.add(resident)
  await crowd.untilDone()
}

export interface Crowd {
  /** One more, who begins now. */
  add(resident: Resident): void
  /** How many are still without a receipt. */
  walking(): number
  /** Goes on until `holds`. */
  until(holds: () => boolean): Promise<void>
  untilDone(): Promise<void>
}

/** How often somebody who waits looks at the clock, ms. */
const glanceMs = 250

export function createCrowd(telegram: Telegram, options: WalkOptions = {}): Crowd {
  const { patienceMs = 5_000, timeoutMs = 120_000, onProgress } = options
  const walkers = new Map<number, Walker>()
  const everyone: Resident[] = []
  let read = telegram.calls.length
  let glancedAt = Date.now()

  /** Those to whom something was sent since the last time. */
  function readLedger(news: Set<Walker>): void {
    for (; read < telegram.calls.length; read++) {
      const call = telegram.calls[read]
      const walker = call?.accepted && call.chat !== undefined ? walkers.get(call.chat) : undefined
      if (walker) news.add(walker)
    }
  }

  const crowd: Crowd = {
    add(resident) {
      everyone.push(resident)
      walkers.set(resident.person.id, createWalker(resident, patienceMs))
    },
    walking: () => walkers.size,
    untilDone: () => crowd.until(() => walkers.size === 0),
    async until(holds) {
      const deadline = Date.now() + timeoutMs
      while (!holds()) {
        if (Date.now() > deadline) throw new Error(describe([...walkers.values()], timeoutMs))
        const news = new Set<Walker>()
        const isNews = () => {
          readLedger(news)
          return news.size > 0
        }
        // In vain when nothing happens for a while, and then it is time to look at the clock.
        await telegram.until(isNews, glanceMs).catch(() => {})
        for (const walker of news) {
          walker.look()
          if (walker.resident.number !== undefined) walkers.delete(walker.resident.person.id)
        }
        if (Date.now() - glancedAt >= glanceMs) {
          glancedAt = Date.now()
          for (const walker of walkers.values()) walker.glance()
        }
        onProgress?.(everyone)
      }
    },
  }
  return crowd
}

interface Walker {
  resident: Resident
  /** Reads what is new on the screen, and answers the newest question unless they have answered it already. */
  look(): void
  /** Tries again when it was silent for too long. */
  glance(): void
}

function createWalker(resident: Resident, patienceMs: number): Walker {
  const { person } = resident
  let seen = 0
  let question: Message | undefined
  let answered = ''
  let waitingSince: number | undefined
  let movedAt = Date.now()
  let patience = patienceMs
  const talk = createTalk(resident)

  function act(): void {
    movedAt = Date.now()
    waitingSince ??= movedAt
    if (!question) person.starts()
    else if (talk.answer(question)) answered = question.text ?? ''
    else waitingSince = undefined
  }

  const walker: Walker = {
    resident,
    look() {
      const news = person.screen().filter((message) => message.fromBot && message.id > seen)
      const newest = news.at(-1)
      if (!newest) return
      seen = newest.id
      movedAt = Date.now()
      patience = patienceMs
      if (waitingSince !== undefined) {
        resident.answers.push({ at: waitingSince, afterMs: movedAt - waitingSince })
        waitingSince = undefined
      }
      for (const { text = '' } of news) if (text.includes('这是回执')) resident.number = numberOn(text)
      const asked = news.findLast((message) => message.buttons.length > 0)
      if (!asked || resident.number !== undefined) return
      question = asked
      if (asked.text !== answered) act()
    },
    glance() {
      if (Date.now() - movedAt < patience) return
      patience *= 2
      resident.repeated++
      act()
    },
  }
  if (person.screen().length === 0) act()
  else {
    waitingSince = movedAt
    // They may have been answered already.
    walker.look()
  }
  return walker
}

/** Answers questions: false when there is nothing to answer. */
function createTalk(resident: Resident): { answer(question: Message): boolean } {
  const { person } = resident
  let hasSpoken = false

  function taps(message: Message, label: string): true {
    person.taps(label, { message: message.id })
    return true
  }

  function says(text: string): true {
    person.says(text)
    return true
  }

  return {
    answer(question) {
      const { buttons, text = '' } = question
      const shows = (label: string) => buttons.includes(label)
      const isSubmitted = resident.submittedAt !== undefined
      if (shows('提交')) {
        resident.submittedAt ??= Date.now()
        return taps(question, '提交')
      }
      // Whoever has filed waits for the receipt, and does not begin anew.
      if (shows('反映问题')) return isSubmitted ? false : taps(question, '反映问题')
      if (shows('同意，就在这里说')) return says('同意')
      if (shows('接着填')) return taps(question, '接着填')
      if (shows('继续填')) return taps(question, '继续填')
      if (shows('作为事情反映')) return taps(question, '作为事情反映')
      if (shows('匿名')) return taps(question, '匿名')
      if (shows('完成')) {
        if (hasSpoken && text.includes('已经记下')) return taps(question, '完成')
        hasSpoken = true
        return says(`${person.name}家的房子漏水了`)
      }
      if (shows('不在上面')) return says('柳湾村')
      const [first] = buttons
      return first !== undefined && shows('返回') ? taps(question, first) : false
    },
  }
}

function numberOn(receipt: string): string {
  return /事项号：(\d{4}-\d{6})/.exec(receipt)?.[1] ?? ''
}

function describe(walkers: readonly Walker[], timeoutMs: number): string {
  const screens = walkers.slice(0, 5).map(({ resident: { person, repeated, submittedAt } }) => {
    const lines = person.screen().map(({ fromBot, text, buttons }) => `${fromBot ? '<' : '>'} ${text} ${buttons}`)
    return [`${person.name} (${repeated} times again, ${submittedAt ? 'submitted' : 'not submitted'})`, ...lines].join(
      '\n',
    )
  })
  return [`${walkers.length} have no receipt after ${timeoutMs} ms`, ...screens].join('\n── ')
}
