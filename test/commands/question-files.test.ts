import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readJudgedQuestions } from '../../commands/question-files.ts'
import { temporaryFolder } from '../context.ts'

function read(queries: string, qrels: string) {
  const folder = temporaryFolder()
  const [first, second] = [join(folder, 'queries'), join(folder, 'qrels')]
  writeFileSync(first, queries)
  writeFileSync(second, qrels)
  return readJudgedQuestions(first, second)
}

const one = [{ id: '1', text: '补多少', clauseIds: ['a', 'b'] }]
const plainQuery = '{"id": "1", "text": "补多少"}'
const plainQrels = '{"query": "1", "clause": "a"}\n{"query": "1", "clause": "b"}'

describe('questions', () => {
  it.each([
    plainQuery,
    '{"_id": "1", "query": "补多少"}',
    '{"qid": 1, "question": "补多少"}',
    '{"query_id": "1", "query": "补多少"}',
    '{"query-id": "1", "text": "补多少", "kind": "lay"}',
    '[{"id": "1", "text": "补多少"}]',
    `\uFEFF${plainQuery}\r\n`,
  ])('written as %s are read', async (queries) => {
    expect(await read(queries, plainQrels)).toEqual(one)
  })
})

describe('what answers them', () => {
  it.each([
    ['lines of JSON', plainQrels],
    [
      'lines with grades',
      '{"query-id": "1", "corpus-id": "a", "score": 1}\n{"query-id": "1", "corpus-id": "b", "score": 2}\n{"query-id": "1", "corpus-id": "c", "score": 0}',
    ],
    ['other spellings', '{"qid": "1", "doc_id": "a", "rel": 1}\n{"qid": "1", "docid": "b", "relevance": 1}'],
    ['a line with a list', '{"id": "1", "clauses": ["a", "b"]}'],
    ['a line with graded clauses', '{"query_id": "1", "clauseIds": {"a": 1, "b": 1, "c": 0}}'],
    ['a list', `[${plainQrels.replace('\n', ',')}]`],
    ['columns of TREC', '1\t0\ta\t1\n1\t0\tb\t1\n1\t0\tc\t0\n'],
    ['columns with a header', 'query-id\tcorpus-id\tscore\n1\ta\t1\n1\tb\t1\n'],
    ['columns with spaces between', '1 0 a 1\n1 0 b 1\n'],
  ])('as %s is read', async (_, qrels) => {
    expect(await read(plainQuery, qrels)).toEqual(one)
  })

  it('may be nothing: then the base should not answer', async () => {
    expect(
      await read(
        `${plainQuery}\n{"id": "2", "text": "天气"}`,
        `${plainQrels}\n{"query": "2", "clause": "a", "score": 0}`,
      ),
    ).toEqual([...one, { id: '2', text: '天气', clauseIds: [] }])
  })
})

it.each([
  ['no JSON', '{"id": ', plainQrels, 'line 1: is not JSON'],
  [
    'a question without a text',
    `${plainQuery}\n{"id": "2"}`,
    plainQrels,
    'line 2: a question needs an "id" and a "text"',
  ],
  ['no questions', '', plainQrels, 'holds no questions'],
  ['an answer without a clause', plainQuery, '{"query": "1"}', 'line 1: needs the id of a "query" and a "clause"'],
  ['columns without a grade that is a number', plainQuery, '1 0 a yes', 'line 1: needs the id'],
  ['answers to other questions', plainQuery, '{"query": "9", "clause": "a"}', 'there is no question "9"'],
])('%s is told with its line', async (_, queries, qrels, said) => {
  await expect(read(queries, qrels)).rejects.toThrow(said)
})
