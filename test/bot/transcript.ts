import type { Reply } from '../../bot/message.ts'
import { civilDateOf, timeOfDay } from '../../domain/rules/civil-date.ts'
import type { Seen } from './double-channel.ts'

/** Writes a talk down as prose that somebody can read through and judge. */
export interface Transcript {
  says(who: string, words: string, inRoom?: boolean): void
  shows(to: string, seen: Seen, secrets: string[]): void
  tells(words: string): void
  clock(at: Date): void
  /** Writes nothing until the returned function is called. */
  pause(): () => void
  text(): string
}

export function createTranscript(title: string): Transcript {
  const lines: string[] = [`# ${title}`]
  let isPaused = false
  // Codes are made by chance; a transcript is the same each time.
  const codes = new Map<string, string>()
  const bare = (text: string) => text.toUpperCase().replace(/[\s-]/g, '')
  const write = (...more: string[]) => {
    if (!isPaused) lines.push('', ...more)
  }
  return {
    says(who, words, inRoom = false) {
      const plain = codes.get(bare(words)) ?? words.replace(/[\w-]{13,}/g, (typed) => codes.get(bare(typed)) ?? typed)
      write(`**${who}**${inRoom ? '（在值班室）' : ''}　${plain}`)
    },
    shows(to, seen, secrets) {
      const said = seen.before ? changed(seen.before, seen.reply) : whole(seen.reply)
      const name = /关联|“join”/.test(seen.reply.text) ? '〔关联码〕' : '〔查询码〕'
      for (const secret of secrets) codes.set(bare(secret), name)
      const plain = secrets.reduce(
        (text, secret) => text.replaceAll(`#h-${secret}`, '#h-〔只用一次的码〕').replaceAll(secret, name),
        said,
      )
      const shown = plain.replace(doorCode, '$1〔进门码〕')
      const quoted = shown.split('\n').map((line) => `> ${line}`.trimEnd())
      write(`> 机器人 → ${to}${seen.before ? '（改卡片）' : ''}`, '>', ...quoted.map((line) => `${line}  `.trimEnd()))
    },
    tells: (words) => write(`_${words}_`),
    clock: (at) => write(`_${civilDateOf(at)} ${timeOfDay(at)}_`),
    pause() {
      isPaused = true
      return () => {
        isPaused = false
      }
    },
    text: () => `${lines.join('\n')}\n`,
  }
}

/** Made by chance as well, but said again whenever it is asked for. */
const doorCode = /(进门码：? ?|[Cc]ode(?: for the door:)? )[2-9CFHJKMNPRTWXY]{5}/gu

function whole(reply: Reply): string {
  const text = reply.text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => reply.secrets?.[name] ?? '●●●●')
  return [text, ...buttonsOf(reply)].join('\n')
}

/** Of an edited card: its headline and what was not there before. */
function changed(before: Reply, after: Reply): string {
  const old = new Set(whole(before).split('\n'))
  const [headline = '', ...rest] = whole(after).split('\n')
  return [headline, ...rest.filter((line) => !old.has(line))].join('\n')
}

function buttonsOf({ choices = [], asksNotices }: Reply): string[] {
  const rows = choices.map((row) => row.map((choice) => `［${choice.label}］`).join(' '))
  return [...rows, ...(asksNotices === undefined ? [] : [`〔链接：${asksNotices}〕`])]
}
