// Documents in which every text of an author or of a unit is hostile, and archives of such files.

import { deflateRawSync } from 'node:zlib';

import { json } from './cases.mjs';
import { sealed } from './documents.mjs';

const LANGS = ['zh-Hans'];

/** A copy of a document's part in which each text for people ends with `text`. */
export function infect(value, text) {
  if (Array.isArray(value)) return value.map(one => infect(one, text));
  if (value === null || typeof value !== 'object') return value;
  const words = name => LANGS.includes(name) || ['edition', 'number'].includes(name);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) =>
    [name, typeof inner === 'string' && words(name) ? inner + text : infect(inner, text)]));
}

/** A standard of the library, hostile, as its author would send it. */
export function standard(name, text) {
  const { integrity, ...document } = json('templates', `${name}.json`);
  return { ...document, body: infect(document.body, text) };
}

/** A submission to it in which everything that was typed is hostile too. */
export function submission(id, template, { unit, period, as_of, entries, vetoes }, text) {
  const typed = (value, name) => {
    if (Array.isArray(value)) return value.map(one => typed(one, name));
    if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, typed(one, name)]));
    return ['confirmed_by', 'what', 'task', 'lead', 'goal', 'proof'].includes(name) ? value + text : value;
  };
  const remarked = Object.fromEntries(Object.entries(entries).map(([item, entry]) => [item, { ...typed(entry), remark: text, evidence: [{ name: text }] }]));
  const body = {
    unit: { ...unit, name: `${id}${text}`, code: text, superior: text }, period, stage: 'draft', revision: 1,
    entries: remarked, vetoes: vetoes ?? {}, ...(as_of ? { as_of } : {}), template: template.body,
  };
  return sealed({ format: 'yardstick.submission', version: 1, id, body });
}

/** A zip archive of `[name, contents]`, names in UTF-8. */
export function zip(files) {
  const parts = [];
  const central = [];
  let at = 0;
  for (const [name, contents] of files) {
    const [named, raw] = [Buffer.from(name), Buffer.from(contents)];
    const packed = deflateRawSync(raw);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(0x800, 2);
    head.writeUInt16LE(8, 4);
    head.writeUInt32LE(crc(raw), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(raw.length, 18);
    head.writeUInt16LE(named.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    central.push(Buffer.from('PK\x01\x02\x14\0'), head, place, named);
    const file = Buffer.concat([Buffer.from('PK\x03\x04'), head, named, packed]);
    parts.push(file);
    at += file.length;
  }
  const list = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...parts, list, Buffer.from('PK\x05\x06'), end]);
}

function crc(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}
