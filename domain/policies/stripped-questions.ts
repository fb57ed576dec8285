import type { Work } from '../context.ts'
import { officerName } from '../officers.ts'
import { type PersonalWords, stripQuestion } from '../rules/question-words.ts'
import { readVocabulary } from './vocabulary.ts'

/** A question with the names of whoever asked it, as far as we know them. */
export interface NamedQuestion {
  text: string
  names: readonly string[]
}

/**
 * Questions as others may read them: without names, of officers too, numbers, addresses, villages and townships
 * (`stripQuestion`). Each stands where it stood.
 */
export async function stripQuestions(work: Work, questions: readonly NamedQuestion[]): Promise<string[]> {
  if (questions.length === 0) return []
  const common = { ...placesOf(work), officers: await readOfficerNames(work) }
  const strip = (isKnown: PersonalWords['isKnown']) =>
    questions.map(({ text, names }) => stripQuestion(text, { ...common, names, isKnown }))
  const bold = strip(() => true)
  const wary = strip(() => false)
  // Most questions hold nothing that could be a name: then it makes no difference what the policies say.
  return bold.every((text, at) => text === wary[at]) ? bold : strip(await readVocabulary(work))
}

function placesOf({ office }: Work): Pick<PersonalWords, 'villages' | 'townships'> {
  const villages = office.townships.flatMap((township) => township.villages)
  return {
    villages: villages.flatMap(({ name, aliases = [] }) => [name, ...aliases]),
    townships: office.townships.map(({ name }) => name),
  }
}

/** Of those who have left too. */
async function readOfficerNames(work: Work): Promise<string[]> {
  const officers = await work.tx.officer.findMany({ select: { id: true, nameEnc: true } })
  return officers.map((officer) => officerName(work, officer))
}

/** What accounts are called on their platforms and by their own contact, by the account's id. */
export async function readAskerNames(work: Work, accountIds: string[]): Promise<Map<string, string[]>> {
  const accounts = await work.tx.account.findMany({
    where: { id: { in: [...new Set(accountIds)] } },
    include: { resident: true },
  })
  return new Map(
    accounts.map(({ id, nameEnc, resident }) => [
      id,
      [
        ...(nameEnc ? [work.vault.open('Account', 'nameEnc', id, nameEnc)] : []),
        ...(resident?.nameEnc ? [work.vault.open('Resident', 'nameEnc', resident.id, resident.nameEnc)] : []),
      ],
    ]),
  )
}
