import type { ParsedPolicy, Refusal, Warning } from '../../domain/policies/files/parsed-policy.ts'
import type { PolicyImport } from '../../domain/policies/import.ts'
import { type Html, html } from '../pages/html.ts'
import { policyDesk, versionPath } from './policies-frame.ts'

/** One policy of a file, and what came of its import. */
export interface Taken {
  parsed: ParsedPolicy
  imported: PolicyImport
}

/** What was taken from a file and how, for whoever has just uploaded it. */
export function drawReport(name: string, taken: readonly Taken[]): Html {
  return html`<p>文件：${name}</p>
${taken.map(drawTaken)}
<p>${taken.some(({ imported }) => imported.kind === 'imported') && '草稿要由另一位工作人员发布以后才查得到。'}<a href="${policyDesk}">回政策库</a></p>`
}

/** Why nothing was taken from a file, and what helps. */
export function wordRefusal(refusal: Refusal): string {
  switch (refusal.kind) {
    case 'unknown-kind':
      return `${refusal.extension === '' ? '没有后缀的' : `.${refusal.extension} `}文件读不了。可以用 Word（docx）、PDF、网页（html）、Markdown、纯文本、表格（xlsx、csv）和条款清单（jsonl）。`
    case 'old-office':
      return '这是旧格式的 Word、Excel 或 WPS 文件。请打开它，另存为 docx 或 xlsx，再传一次。'
    case 'too-large':
      return `文件太大了，最多 ${refusal.mostMegabytes} MB。`
    case 'unpacks-too-large':
      return `文件解开以后太大了，最多 ${refusal.mostMegabytes} MB。请去掉里面的图片再传。`
    case 'too-long':
      return `文件太长了，最多 ${refusal.mostCharacters} 字。请分成几份。`
    case 'too-many-pages':
      return `页数太多了，最多 ${refusal.mostPages} 页。请分成几份。`
    case 'locked':
      return '文件有密码，打不开。请去掉密码再传。'
    case 'scanned':
      return `这是扫描的图片（${refusal.pages} 页），里面没有文字。请找有文字的版本，或者先做文字识别，存成 docx 再传。`
    case 'empty':
      return '文件里没有条款，也没有正文。'
    case 'broken':
      return '文件打不开，可能坏了，或者内容和后缀对不上。请重新保存一次再传。'
    case 'line-broken':
      return `第 ${refusal.line} 行${lineProblems[refusal.problem]}，整份都没有收。`
    case 'no-columns':
      return `表格“${refusal.sheet}”里没有找到问题一列或者答案一列。请在第一行写上“问题”和“答案”。`
    case 'front-matter':
      return '文件开头两条横线之间的说明读不懂。请检查格式，或者去掉它。'
  }
}

const lineProblems: Record<Extract<Refusal, { kind: 'line-broken' }>['problem'], string> = {
  'no-json': '不是一个完整的 JSON 对象',
  'no-text': '没有条文',
  date: '的日期不对',
}

function wordWarning(warning: Warning): string {
  switch (warning.kind) {
    case 'no-effective-date':
      return '没有找到施行日期，会当作一直有效。要是有，请在上传时写明再传一次。'
    case 'effective-date-guessed':
      return `施行日期 ${warning.on} 是照公布或修订的日子估的，请核对。`
    case 'title-from-file-name':
      return '文件里没有找到标题，用了文件名。'
    case 'pictures-left-out':
      return `有 ${warning.count} 张图片没有读，里面要是有条文或表格，请打成文字。`
    case 'pages-without-text':
      return `有 ${warning.count} 页没有文字（可能是扫描的），没有收进来。`
    case 'rows-left-out':
      return `有 ${warning.count} 行缺问题或者缺答案，没有收进来。`
    case 'link-left-out':
      return '原文链接不是网址，没有收。'
    case 'date-left-out':
      return `“${warning.text}”看不出是哪一天，没有收。`
    case 'articles-missing':
      return `${warning.after}后面的条号断了，请核对是不是漏了。`
  }
}

function drawTaken({ parsed, imported }: Taken): Html {
  const { title, clauses, tables, warnings } = parsed
  const preview = versionPath(imported.policyId, imported.version)
  return html`<section><h2><a href="${preview}">${title}</a></h2>
<p role="status">${wordImport(imported)}</p>
<p>${clauses.length} 条，${tables} 张表。</p>
${warnings.length > 0 && html`<ul>${warnings.map((warning) => html`<li>${wordWarning(warning)}</li>`)}</ul>`}
</section>`
}

function wordImport(imported: PolicyImport): string {
  if (imported.kind === 'duplicate') {
    return imported.state === 'published'
      ? '和正在用的一版一字不差，没有再收。'
      : '和等着发布的一份草稿一字不差，没有再收。'
  }
  const { version, earlierEdition, idsChanged } = imported
  const said = [version === 1 ? '已收为草稿，是新文件。' : `已收为草稿，是这份文件的第 ${version} 版。`]
  if (earlierEdition) said.push(`这是早先的版本，${earlierEdition.until} 起不再有效：发布以后只供查考，不会用来回答。`)
  if (idsChanged > 0) said.push(`有 ${idsChanged} 条的编号别的文件已经用了，换了新编号。`)
  return said.join('')
}
