import type { QuestionModel } from '../domain/policies/question-model.ts'

export interface ApiSettings {
  now(): Date
  /** What the cookies of the web pages are signed with. */
  cookieSecret: Buffer
  /** Absent: /metrics is answered to this machine only. */
  metricsToken?: string | undefined
  /** The calendar file that a link's token names, as things stand now; undefined where there is none to give. */
  matterCalendar(token: string): Promise<{ name: string; content: string } | undefined>
  /** Absent: no language model helps to find clauses. */
  model?: QuestionModel | undefined
  /** How the channels are doing that could fail by themselves. */
  channels(): { channel: string; state: ChannelCheck }[]
}

export interface ChannelCheck {
  state: 'ok' | 'degraded' | 'failed'
  /** A sentence for the operator. */
  note: string
  /** By name, in snake case. */
  gauges: Record<string, number>
}
