import type { Band, Clause, Doubt, PolicyIndex } from '../domain/rules/policy-search/clause.ts'

/** What is found for a question: the clauses by their ids, best first. */
export interface Written {
  band: Band
  doubt?: Doubt
  found?: string[]
}

/**
 * Policies with the answers written beside them, so that a dialogue can be told without the search: what somebody says
 * is found as it stands in `answers`, and nothing else is.
 */
export function writtenPolicies(clauses: readonly Clause[], answers: Record<string, Written>): PolicyIndex {
  const byId = new Map(clauses.map((clause) => [clause.id, clause]))
  return {
    revision: 1,
    size: clauses.filter(({ decoy }) => !decoy).length,
    search(question) {
      const written = Object.hasOwn(answers, question) ? answers[question] : undefined
      const { band, doubt, found = [] } = written ?? { band: 'abstain', doubt: 'nothing' }
      const results = found.flatMap((id, index) => {
        const clause = byId.get(id)
        return clause ? [{ clause, score: 1 / (index + 1) }] : []
      })
      return { band, confidence: band === 'answer' ? 0.9 : 0.3, ...(doubt && { doubt }), results }
    },
    clause: (id) => byId.get(id),
    policy: (policyId) => clauses.filter((clause) => clause.policyId === policyId),
  }
}

const measures = {
  policyId: 'yunxi-banqian',
  versionId: '00000000-0000-4000-8000-00000000a001',
  title: '云溪县水库移民搬迁安置办法',
  number: '云政发〔2024〕7号',
  issuer: '云溪县人民政府',
  effectiveOn: '2024-05-01',
  region: '',
  link: 'https://yunxi.example/zc/2024-7.html',
  decoy: false,
  summary: false,
  standsFor: [],
}

const support = {
  ...measures,
  policyId: 'yunxi-houfu',
  versionId: '00000000-0000-4000-8000-00000000a002',
  title: '云溪县大中型水库移民后期扶持实施细则',
  number: '云政办发〔2023〕12号',
  issuer: '云溪县人民政府办公室',
  effectiveOn: '2023-07-01',
  link: 'https://yunxi.example/zc/2023-12.html',
}

/** Two policies of the county that does not exist. */
export const yunxiClauses: Clause[] = [
  {
    ...measures,
    id: 'banqian-1',
    article: '第一条',
    heading: '第一章 总则',
    text: '为做好水库移民搬迁安置工作，结合本县实际，制定本办法。',
    position: 0,
  },
  {
    ...measures,
    id: 'banqian-12',
    article: '第十二条',
    heading: '第三章 补偿补助',
    text: '搬迁户在新房交付前自行过渡的，按在册人口发给过渡安置费，发至新房交付后第三个月止。过渡安置费按季度发放。',
    position: 1,
  },
  {
    ...measures,
    id: 'banqian-13',
    article: '第十三条',
    heading: '第三章 补偿补助',
    text: [
      '搬迁补助费包括下列各项：',
      '（一）人员搬迁补助费，按在册人口计算，随迁老人和未成年人同等享受；',
      '（二）物资搬运补助费，按实物调查时登记的房屋面积计算，分次搬运的不重复计算；',
      '（三）误工补助费，按参加搬迁的劳动力人数计算，一户最多计三人；',
      '（四）搬迁途中的食宿和医疗补助费，按在册人口包干使用。',
      '前款各项的标准见下表。搬迁户自行搬迁的，各项补助费在搬迁验收合格后十五个工作日内一次付清；由安置机构组织搬迁的，物资搬运补助费抵作运费。',
      '| 项目 | 计算依据 | 标准（元） |',
      '| --- | --- | --- |',
      '| 人员搬迁 | 每人 | 350 |',
      '| 物资搬运 | 每平方米 | 28 |',
      '| 误工 | 每个劳动力 | 600 |',
      '| 食宿和医疗 | 每人 | 120 |',
      '搬迁户因病、因灾不能按期搬迁的，可以向乡镇人民政府申请延期一次，延期期间过渡安置费照发；延期最长不超过六个月，期满仍不能搬迁的，由安置机构和乡镇人民政府共同商定办法。',
    ].join('\n'),
    position: 2,
  },
  {
    ...measures,
    id: 'banqian-14',
    article: '第十四条',
    heading: '第三章 补偿补助',
    text: '坟墓迁移的，发给迁移补助费，由户主凭村民委员会证明领取。',
    position: 3,
  },
  {
    ...support,
    id: 'houfu-5',
    article: '第五条',
    heading: '第二章 扶持对象 / 人口认定',
    text: '户口尚未迁入安置地的移民，经原迁出地和安置地县级移民管理机构共同核实后，可以登记为扶持人口，自登记的次年起享受扶持。',
    position: 0,
  },
  {
    ...support,
    id: 'houfu-8',
    article: '第八条',
    heading: '第三章 扶持标准和期限',
    text: '后期扶持资金直补到人的，通过惠民惠农财政补贴“一卡通”发放。具体发放时间由县财政部门和移民管理机构商定后公布。',
    position: 1,
  },
  {
    ...support,
    id: 'houfu-9',
    article: '',
    heading: '第三章 扶持标准和期限 / 常见问题',
    text: '死亡移民的扶持资金从次年起停发，剩余名额不由家属继承。',
    position: 2,
    summary: true,
  },
]

/** What residents of the county ask, and what is found for it. */
export const yunxiAnswers: Record<string, Written> = {
  '过渡费发到什么时候？': { band: 'answer', found: ['banqian-12', 'banqian-13'] },
  搬家补哪些钱: { band: 'answer', found: ['banqian-13', 'banqian-12'] },
  '户口没迁能不能领？': { band: 'suggest', doubt: 'unsure', found: ['houfu-8', 'houfu-5', 'banqian-12'] },
  人没了还发吗: { band: 'answer', found: ['houfu-9'] },
  后扶资金几号发: { band: 'suggest', doubt: 'no-value', found: ['houfu-8', 'houfu-5'] },
  '我家的过渡费到账了吗？': { band: 'abstain', doubt: 'own-case', found: ['banqian-12'] },
  养老保险怎么交: { band: 'abstain', doubt: 'not-ours', found: ['houfu-5'] },
  'How long is the transition allowance paid?': { band: 'answer', found: ['banqian-12'] },
}

/** The county's policies with what is asked of them. */
export function yunxiPolicies(changed: Partial<Record<string, Clause | null>> = {}): PolicyIndex {
  const clauses = yunxiClauses.flatMap((clause) => {
    const now = changed[clause.id]
    return now === null ? [] : [now ?? clause]
  })
  return writtenPolicies(clauses, yunxiAnswers)
}
