import type { ChangedLine, PolicyFace, PolicyGap, PolicySentences, QuotedClause } from '../policy-sentences.ts'
import type { Catalogue } from '../sentences.ts'
import { terms } from './terms.ts'

const gaps: Record<PolicyGap, string> = {
  nothing: '这个问题，政策库里没有查到，我不乱说。',
  ownCase: '这要看您自己家的情况，政策里查不到。',
  notOurs: '这个问题多半归别的单位管，这里的政策库里没有，我不乱说。',
}

export const policy: Catalogue<PolicySentences> = {
  askPolicy: ({ about }) =>
    about
      ? `关于《${about.title}》，您想问什么？直接说就行。`
      : '您想问什么？直接说就行，比如“搬迁费怎么算”。\n查到了给您看政策原文，查不到可以转给工作人员。',
  policyAnswer: (clause) =>
    [
      clause.lacksFigure
        ? '政策里只写了原则，没有写您问的数（多少、哪天、电话号码），准数要问工作人员。最接近的是这一条：'
        : '',
      ...quoted(clause),
      '帮上您了吗？',
    ]
      .filter(Boolean)
      .join('\n'),
  policySuggest: ({ options }) =>
    [
      '我拿不准。您是不是想问：',
      ...options.map(({ title, label, beginning }, index) => `${index + 1}. 《${title}》${label}：${beginning}`),
      '点一个给您看原文，打序号也行。',
    ].join('\n'),
  policyNone: ({ why }) =>
    `${gaps[why]}\n${
      {
        nothing: '可以换个说法再问，也可以点“问工作人员”，您的话一起带过去，不用重说。',
        ownCase: '已经反映过的，点“查进度”。没有的，点“问工作人员”或者“反映问题”，您的话一起带过去，不用重说。',
        notOurs: '也可以点“问工作人员”，请工作人员告诉您该找谁，您的话一起带过去，不用重说。',
      }[why]
    }`,
  policyToOfficer: ({ why }) => `${gaps[why]}这就转给工作人员。`,
  policyUseful: () => '好的。还想问什么，直接说就行。',
  policyUseless: () => '没帮上您，抱歉。可以点“问工作人员”，您的话一起带过去，不用重说；也可以换个说法再问。',
  policyClause: (clause) => quoted(clause).join('\n'),
  policyShown: (face) =>
    [
      `${nameOf(face)}${face.summary ? '（本办摘编，以原文为准）' : ''}`,
      inForce(face),
      ended(face, '这部政策'),
      `共 ${face.clauses} 条：${face.headings.join('、')}${face.hasMore ? '……' : ''}`,
      `全文：${face.page}`,
      face.source ? `出处：${face.source}` : '',
    ]
      .filter(Boolean)
      .join('\n'),
  policyGone: () => '这一条现在没有了，可能政策已经改过。请再问一次。',
  policyChanged: ({ title, page, on, clauses, more }) =>
    [
      `您问过的政策有变化：《${title}》，${terms.date(on)}起。`,
      ...clauses.map(changed),
      more > 0 ? `还有 ${more} 条也有变化，请看：${page}` : '',
      '以前给您看的，以现在的为准。',
    ]
      .filter(Boolean)
      .join('\n'),
  policyMuted: () => '好的，这部政策再有变化，不再提醒您。',
}

function quoted(clause: QuotedClause): string[] {
  const { article, quote, isWhole, summary, page, source } = clause
  return [
    `${nameOf(clause)}${article}${summary ? '（本办摘编，以原文为准）' : ''}：`,
    summary ? quote : `“${quote}”`,
    isWhole ? '' : '（后面还有，没有引完。）',
    inForce(clause),
    ended(clause, '这一条'),
    `网页上看：${page}`,
    source ? `出处：${source}` : '',
  ].filter(Boolean)
}

function nameOf({ title, number }: { title: string; number?: string }): string {
  return `《${title}》${number ? `（${number}）` : ''}`
}

function inForce({ issuer, effectiveOn }: { issuer?: string; effectiveOn?: string }): string {
  const parts = [issuer ?? '', effectiveOn ? `${terms.date(effectiveOn)}起施行` : ''].filter(Boolean)
  return parts.length > 0 ? `${parts.join('，')}。` : ''
}

function ended({ endedOn }: Pick<PolicyFace, 'endedOn'>, what: string): string {
  return endedOn ? `注意：${what}从${terms.date(endedOn)}起不再执行。` : ''
}

function changed({ article, beginning, isWhole, page }: ChangedLine): string {
  if (beginning === undefined) return `${article}：现在没有这一条了。`
  return [`${article}现在是：“${beginning}”${isWhole ? '' : '……'}`, page ? `网页上看：${page}` : '']
    .filter(Boolean)
    .join('\n')
}
