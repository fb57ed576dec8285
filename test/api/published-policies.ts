import { type Context, type Work, withWork } from '../../domain/context.ts'
import { readPolicyFile } from '../../domain/policies/files/read-policy-file.ts'
import { importPolicy } from '../../domain/policies/import.ts'
import { publishVersion } from '../../domain/policies/publishing.ts'
import { now } from './open-api.ts'

/** Imports a Markdown file as the operator does; a policy's id. */
export async function importMarkdown(
  context: Context,
  text: string,
  at = now,
): Promise<{ id: string; versionId: string }> {
  const read = await readPolicyFile({ name: 'policy.md', bytes: Buffer.from(text) })
  const [parsed] = read.ok ? read.policies : []
  if (!parsed) throw new Error(`Not a policy: ${text}`)
  return withWork(context, at, async (work) => {
    const { policyId: id, versionId } = await importPolicy(work, parsed, { by: operator, source: 'policy.md' })
    return { id, versionId }
  })
}

/** Imports a Markdown file and puts it in force; the policy's id. */
export async function publishMarkdown(context: Context, text: string, at = now): Promise<string> {
  const { id, versionId } = await importMarkdown(context, text, at)
  await withWork(context, at, (work: Work) => publishVersion(work, versionId, operator))
  return id
}

const operator = { kind: 'operator' } as const

/** A policy of the county that does not exist. */
export function resettlementMeasures({
  effective = '2026-01-01',
  support = 600,
  more = '',
}: {
  effective?: string
  support?: number
  more?: string
} = {}): string {
  return `---
title: 云溪县移民安置办法
number: 云政发〔2026〕3号
issuer: 云溪县人民政府
effective: ${effective}
${more}
---

# 云溪县移民安置办法

## 第一章 总则

第一条 为了做好移民安置工作，制定本办法。

第二条 本办法适用于云溪县行政区域内的移民安置。

## 第二章 补偿

第三条 房屋补偿按下表执行：

| 结构 | 每平方米（元） |
| --- | --- |
| 砖混 | 1200 |
| 土木 | 800 |

第四条 后期扶持资金每人每年${support}元。
`
}
