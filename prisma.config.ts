import { defineConfig } from 'prisma/config'

// Read by the Prisma command line only (`prisma generate`, `prisma migrate deploy`, `prisma studio`).
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://unset' },
})
