import type { Refusal, Warning } from '../domain/policies/files/parsed-policy.ts'

/** Why a file was not taken, and what to do, in words for the operator. */
export function refusalWords(refusal: Refusal): string {
  switch (refusal.kind) {
    case 'unknown-kind':
      return `files of the kind "${refusal.extension || 'without an ending'}" are not read`
    case 'old-office':
      return 'an old Word, Excel or WPS file: save it as docx or xlsx and import that'
    case 'too-large':
      return `larger than ${refusal.mostMegabytes} MB`
    case 'unpacks-too-large':
      return `unpacks into more than ${refusal.mostMegabytes} MB`
    case 'too-long':
      return `more than ${refusal.mostCharacters.toLocaleString('en')} characters: split it`
    case 'too-many-pages':
      return `more than ${refusal.mostPages} pages: split it`
    case 'locked':
      return 'opens with a password only: save it without one'
    case 'scanned':
      return `${refusal.pages} pages without text, so it is a scan: find the text, or have it read by a program for that`
    case 'empty':
      return 'nothing in it'
    case 'broken':
      return 'damaged, or not what its name says'
    case 'line-broken':
      return `line ${refusal.line}: ${lineProblems[refusal.problem]}. Nothing of the file was taken`
    case 'no-columns':
      return `no columns of questions and answers${refusal.sheet ? ` in "${refusal.sheet}"` : ''}: head them 问题 and 答案`
    case 'front-matter':
      return 'what stands between the --- at its head is no YAML'
  }
}

const lineProblems = {
  'no-json': 'is not JSON',
  'no-text': 'has no "text"',
  date: 'has a date that is none: write it like 2026-01-01',
}

/** What to know of a file that was taken. */
export function warningWords(warning: Warning): string {
  switch (warning.kind) {
    case 'no-effective-date':
      return 'says nowhere since when it is in force, so it always was: --effective'
    case 'effective-date-guessed':
      return `in force from ${warning.on}, the day it was last published or amended: is that right? --effective`
    case 'title-from-file-name':
      return 'has no title, so the name of the file stands for it: --title'
    case 'pictures-left-out':
      return `${warning.count} pictures are not read`
    case 'pages-without-text':
      return `${warning.count} pages have no text and are not read`
    case 'rows-left-out':
      return `${warning.count} rows without a question or an answer are left out`
    case 'link-left-out':
      return 'its link is no address of http or https and is left out'
    case 'date-left-out':
      return `"${warning.text}" is no date and is left out`
    case 'articles-missing':
      return `articles are missing after ${warning.after}`
  }
}
