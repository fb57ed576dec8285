import type { Office } from '../../domain/office.ts'
import type { VisitView } from '../../domain/reception/booking-view.ts'
import { maskName } from '../../domain/rules/masking.ts'
import { type Html, html } from './html.ts'

type Topics = Pick<Office, 'categories'>

/** 王**, unless whoever looks has asked for the whole name. */
export function visitorName({ name, walkIn }: Pick<VisitView, 'name' | 'walkIn'>, whole: boolean): string {
  if (name === null) return walkIn ? '现场来的人' : '没留姓名'
  return whole ? name : maskName(name)
}

/** What a matter is about, as the office file calls it. */
export function topicName({ categories }: Topics, category: string | null): string | undefined {
  const all = categories.flatMap((group) => [group, ...(group.children ?? [])])
  return all.find(({ id }) => id === category)?.name.zh
}

/** How many come and what they need, in short. */
export function needWords({ people, needs, priority }: Pick<VisitView, 'people' | 'needs' | 'priority'>): string[] {
  return [
    people.length > 1 && `来 ${people.length} 位`,
    priority && '优先',
    needs.wheelchair && '轮椅',
    needs.dialect && `方言：${needs.dialect}`,
    needs.homeVisit && '要上门',
    needs.words,
  ].filter((word): word is string => typeof word === 'string' && word !== '')
}

/** A visit on one line: its number or place, its time, who, about what, and what they need. */
export function drawVisitLine(office: Topics, visit: VisitView, whole: boolean): Html {
  const { queueNumber, waitingPlace, seat, number, category, walkIn } = visit
  const about = [topicName(office, category), number && `#${number}`].filter(Boolean).join(' ')
  const marks = [...needWords(visit), walkIn && '现场取号'].filter((mark): mark is string => typeof mark === 'string')
  return html`<p class="visit">${queueNumber !== null && html`<strong class="ticket">${queueNumber} 号</strong> `}${
    waitingPlace !== null && html`<strong class="ticket">候补第 ${waitingPlace}</strong> `
  }${seat && html`<strong>${seat.startsAt}</strong> `}${visitorName(visit, whole)}${about !== '' && html` <span class="soft">${about}</span>`} ${marks.map((mark) => html`<mark>${mark}</mark> `)}</p>`
}
