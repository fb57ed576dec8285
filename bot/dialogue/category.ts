import { custodianAccounts } from '../../domain/officers.ts'
import { findCategory, findGroup } from '../../domain/rules/routing.ts'
import { say } from '../text/sentences.ts'
import type { Step } from './flow.ts'

export interface CategoryAnswers {
  group?: string
  category?: string
  accusedUnit?: string | null
}

/** Nobody may receive it: the person is told how else to file before a word of it is written. */
const refuse = { kind: 'end' as const, says: [say('noCustodian', {}), say('menu', { hello: false })] }

/** What it is about: a group first, then the topic in it. */
export const categoryStep: Step<CategoryAnswers> = {
  key: 'category',
  isDone: (answers) => answers.category !== undefined,
  ask: ({ group }) => say('askCategory', group ? { group } : {}),
  async read(said, answers, { work }) {
    const id = said.kind === 'choice' && said.value.startsWith('category:') ? said.value.slice('category:'.length) : ''
    const chosen = findCategory(work.office, id)
    if (!chosen) return { kind: 'again', why: say('notUnderstood', {}) }
    // Another category asks anew whom it is about.
    const { category: _, group: __, accusedUnit: ___, ...rest } = answers
    if (chosen.kind === 'accusation' && (await custodianAccounts(work)).length === 0) return refuse
    const isGroup = (chosen.children ?? []).length > 0 && !findGroup(work.office, id)
    return isGroup
      ? { kind: 'again', answers: { ...rest, group: id } }
      : { kind: 'answer', answers: { ...rest, category: id, ...(answers.group && { group: answers.group }) } }
  },
  back({ group: inGroup, ...rest }) {
    return inGroup === undefined ? undefined : rest
  },
}

/** Accusations only: whose unit it is about, so that it can be kept from it (条例 30). */
export const accusedStep: Step<CategoryAnswers> = {
  key: 'accused',
  applies: ({ category }, { work }) =>
    category !== undefined && findCategory(work.office, category)?.kind === 'accusation',
  isDone: (answers) => answers.accusedUnit !== undefined,
  ask: () => say('askAccused', {}),
  async read(said, answers, { work }) {
    const id = said.kind === 'choice' && said.value.startsWith('accused:') ? said.value.slice('accused:'.length) : ''
    if (id === 'none') return { kind: 'answer', answers: { ...answers, accusedUnit: null } }
    const isKnown = work.office.units.some((unit) => unit.id === id)
    if (isKnown && (await custodianAccounts(work, id)).length === 0) return refuse
    return isKnown
      ? { kind: 'answer', answers: { ...answers, accusedUnit: id } }
      : { kind: 'again', why: say('notUnderstood', {}) }
  },
}
