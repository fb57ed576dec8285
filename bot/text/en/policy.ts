import type { ChangedLine, PolicyFace, PolicyGap, PolicySentences, QuotedClause } from '../policy-sentences.ts'
import type { Catalogue } from '../sentences.ts'
import { terms } from './terms.ts'

const gaps: Record<PolicyGap, string> = {
  nothing: 'The policies here say nothing on this, and I will not guess.',
  ownCase: 'This depends on your own case, which no policy holds.',
  notOurs: 'This is most likely for another office: the policies here say nothing on it, and I will not guess.',
}

export const policy: Catalogue<PolicySentences> = {
  askPolicy: ({ about }) =>
    about
      ? `What would you like to know about 《${about.title}》? Just ask; questions in Chinese find most.`
      : 'What would you like to know? Just ask; questions in Chinese find most.\nWhat is found is quoted as it stands; what is not can go to an officer.',
  policyAnswer: (clause) =>
    [
      clause.lacksFigure
        ? 'The policy gives the principle only, not the figure, day or number you ask for; an officer can tell you that. This clause is nearest:'
        : 'This is what the policy says, in Chinese as it stands:',
      ...quoted(clause),
      'Does it help?',
    ].join('\n'),
  policySuggest: ({ options }) =>
    [
      'I am not sure. Do you mean one of these?',
      ...options.map(({ title, label, beginning }, index) => `${index + 1}. 《${title}》 (${label}) ${beginning}`),
      'Tap one to read it, or type its number.',
    ].join('\n'),
  policyNone: ({ why }) =>
    `${gaps[why]}\n${
      {
        nothing: 'You can ask in other words, or tap “Ask an officer”: what you said goes along.',
        ownCase:
          'If you have reported it, tap “See progress”. If not, tap “Ask an officer” or “Report a problem”: what you said goes along.',
        notOurs: 'You can tap “Ask an officer”, who will tell you where to turn: what you said goes along.',
      }[why]
    }`,
  policyToOfficer: ({ why }) => `${gaps[why]} It goes to an officer.`,
  policyUseful: () => 'Good. If there is anything else, just ask.',
  policyUseless: () =>
    'I am sorry that it does not help. Tap “Ask an officer” and what you said goes along, or ask in other words.',
  policyClause: (clause) => quoted(clause).join('\n'),
  policyShown: (face) =>
    [
      `${nameOf(face)}${face.summary ? ' (a summary by this office; the original counts)' : ''}`,
      inForce(face),
      ended(face, 'this policy'),
      `${face.clauses === 1 ? '1 clause' : `${face.clauses} clauses`} (${face.headings.join(', ')}${face.hasMore ? ' …' : ''})`,
      `All of it: ${face.page}`,
      face.source ? `Source: ${face.source}` : '',
    ]
      .filter(Boolean)
      .join('\n'),
  policyGone: () => 'That clause is not there now; the policy may have changed. Please ask again.',
  policyChanged: ({ title, page, on, clauses, more }) =>
    [
      `A policy you asked about has changed: 《${title}》, from ${terms.date(on)} on.`,
      ...clauses.map(changed),
      more > 0 ? `${more} more of its clauses have changed; please see ${page}` : '',
      'What you were shown before gives way to this.',
    ]
      .filter(Boolean)
      .join('\n'),
  policyMuted: () => 'All right, you will not be told of changes to this policy any more.',
}

function quoted(clause: QuotedClause): string[] {
  const { article, quote, isWhole, summary, page, source } = clause
  return [
    `${nameOf(clause)} (${article})${summary ? ' (a summary by this office; the original counts)' : ''}:`,
    summary ? quote : `“${quote}”`,
    isWhole ? '' : '(There is more of it.)',
    inForce(clause),
    ended(clause, 'this clause'),
    `On the web page: ${page}`,
    source ? `Source: ${source}` : '',
  ].filter(Boolean)
}

function nameOf({ title, number }: { title: string; number?: string }): string {
  return `《${title}》${number ? ` (${number})` : ''}`
}

function inForce({ issuer, effectiveOn }: { issuer?: string; effectiveOn?: string }): string {
  const by = issuer ? ` (${issuer})` : ''
  if (effectiveOn) return `In force from ${terms.date(effectiveOn)} on${by}.`
  return issuer ? `Issuing authority${by}.` : ''
}

function ended({ endedOn }: Pick<PolicyFace, 'endedOn'>, what: string): string {
  return endedOn ? `Please note: ${what} is no longer in force since ${terms.date(endedOn)}.` : ''
}

function changed({ article, beginning, isWhole, page }: ChangedLine): string {
  if (beginning === undefined) return `(${article}) This clause is no more.`
  return [`(${article}) It reads now: “${beginning}”${isWhole ? '' : ' …'}`, page ? `On the web page: ${page}` : '']
    .filter(Boolean)
    .join('\n')
}
