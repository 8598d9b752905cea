import { workerData } from 'node:worker_threads'
import { z } from 'zod'
import { hasSoundTables, readThrough } from './check-file.ts'
import { noteDamage } from './damage.ts'

const { file, damage } = z.object({ file: z.string(), damage: z.instanceof(SharedArrayBuffer) }).parse(workerData)
readThrough(file)
if (!hasSoundTables(file)) noteDamage(damage)
