import type { Choice } from '../message.ts'
import type { Choices, Drawing } from './drawing.ts'
import type { PolicySentences } from './policy-sentences.ts'
import { home, menu } from './resident-choices.ts'

/** The buttons under what is said about policy. */
export const policyChoices: Choices<PolicySentences> = {
  askPolicy: (_, drawing) => [[askStaff('', drawing), ...home(drawing)]],
  policyAnswer: ({ ask, policyId, position }, drawing) => {
    const { labels } = drawing
    return [
      [
        { label: labels.policyUseful, value: `policyYes:${ask}` },
        { label: labels.policyUseless, value: `policyNo:${ask}` },
        askStaff(ask, drawing),
      ],
      [{ label: labels.wholeClause, value: `clause:${policyId}:${position}` }, another(drawing)],
      [isMatter(ask, drawing), ...home(drawing)],
    ]
  },
  policySuggest: ({ ask, options }, drawing) => [
    ...options.map(({ label }, index) => [{ label, value: `policyPick:${ask}:${index}` }]),
    [{ label: drawing.labels.policyOther, value: `policyNo:${ask}` }],
    [isMatter(ask, drawing), ...home(drawing)],
  ],
  policyNone: ({ ask, why }, drawing) => {
    const { labels } = drawing
    return [
      [...(why === 'ownCase' ? [{ label: labels.progress, value: 'mine' }] : []), askStaff(ask, drawing)],
      [{ label: labels.report, value: `policyReport:${ask}` }, another(drawing)],
      home(drawing),
    ]
  },
  policyUseful: (_, drawing) => menu(drawing),
  policyUseless: ({ ask }, drawing) => [
    [askStaff(ask, drawing), another(drawing)],
    [isMatter(ask, drawing), ...home(drawing)],
  ],
  policyClause: ({ ask = '', policyId, before, after }, drawing) => {
    const { labels } = drawing
    const neighbours: Choice[] = [
      ...(before === undefined ? [] : [{ label: labels.clauseBefore, value: `clause:${policyId}:${before}` }]),
      ...(after === undefined ? [] : [{ label: labels.clauseAfter, value: `clause:${policyId}:${after}` }]),
    ]
    return [...(neighbours.length > 0 ? [neighbours] : []), [askStaff(ask, drawing), another(drawing)], home(drawing)]
  },
  policyShown: ({ policyId }, drawing) => [
    [
      { label: drawing.labels.askThisPolicy, value: `policyAsk:${policyId}` },
      { label: drawing.labels.readPolicy, value: `clause:${policyId}:0` },
    ],
    home(drawing),
  ],
  policyGone: (_, drawing) => [[another(drawing), ...home(drawing)]],
  policyChanged: ({ policyId, clauses: [first, ...others] }, drawing) => {
    const isOne = others.length === 0 && first?.position !== undefined
    return [
      [
        ...(isOne ? [{ label: drawing.labels.wholeClause, value: `clause:${policyId}:${first.position}` }] : []),
        { label: drawing.labels.stopNews, value: `policyMute:${policyId}` },
      ],
      home(drawing),
    ]
  },
  policyMuted: (_, drawing) => menu(drawing),
}

function askStaff(ask: string, { labels }: Drawing): Choice {
  return { label: labels.askStaff, value: `policyStaff:${ask}` }
}

function isMatter(ask: string, { labels }: Drawing): Choice {
  return { label: labels.isMatter, value: `policyKeep:${ask}` }
}

function another({ labels }: Drawing): Choice {
  return { label: labels.askAnother, value: 'policyNext' }
}
