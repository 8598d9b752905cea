import { sqliteStatistics } from './0001-sqlite-statistics.ts'
import type { Migration } from './migration.ts'

/**
 * The foundation: people and sessions, accounts, names with their renewal classes, jobs, imports, notices, audit.
 * Directory tables (person, session, login_attempt, workspace) are global; the key of every other table begins with the
 * account, so that a distributed PostgreSQL can shard by it.
 */
export const portfolio: Migration = {
  id: '0001-portfolio',
  statements: ({ int, text, bytes, strict, identity }) => [
    `create table workspace (
      name ${text} primary key,
      value ${text} not null
    )${strict}`,

    `create table person (
      id ${text} primary key,
      email ${text} not null unique,
      name ${text} not null,
      password_hash ${text} not null,
      created_at ${text} not null,
      disabled_at ${text}
    )${strict}`,

    `create table session (
      id ${text} primary key,
      token_hash ${text} not null unique,
      person ${text} not null references person (id),
      kind ${text} not null check (kind in ('bearer', 'cookie')),
      csrf_hash ${text},
      created_at ${text} not null,
      last_used_at ${text} not null,
      expires_at ${text} not null,
      revoked_at ${text},
      address ${text},
      user_agent ${text}
    )${strict}`,
    `create index session_person on session (person, expires_at)`,

    `create table login_attempt (
      subject ${text} primary key,
      failures ${int} not null,
      window_from ${text} not null
    )${strict}`,

    `create table account (
      id ${text} primary key,
      name ${text} not null,
      time_zone ${text} not null,
      renew_lead_days ${int} not null,
      notices_from ${text} not null,
      rule_mode ${text} not null check (rule_mode in ('renew', 'expire')),
      rule_set_by ${text},
      rule_set_at ${text},
      created_at ${text} not null
    )${strict}`,

    // Last numbers of the account; the row's lock also puts the account's writers in order.
    `create table account_counter (
      account ${text} primary key references account (id),
      change_seq ${int} not null,
      rules_seq ${int} not null,
      connections_seq ${int} not null,
      settings_seq ${int} not null,
      classes_seq ${int} not null default 0,
      audit_seq ${int} not null,
      audit_hash ${text} not null
    )${strict}`,

    `create table membership (
      account ${text} not null references account (id),
      person ${text} not null references person (id),
      role ${text} not null,
      limits ${text},
      created_at ${text} not null,
      primary key (account, person, role)
    )${strict}`,
    `create index membership_person on membership (person)`,

    `create table idempotency_key (
      person ${text} not null,
      account ${text} not null,
      route ${text} not null,
      key ${text} not null,
      body_hash ${text} not null,
      state ${text} not null check (state in ('running', 'done', 'secret')),
      status ${int},
      answer ${text},
      created_at ${text} not null,
      primary key (person, account, route, key)
    )${strict}`,
    `create index idempotency_key_age on idempotency_key (created_at)`,

    `create table connection (
      account ${text} not null references account (id),
      id ${text} not null,
      name ${text} not null,
      registrar ${text} not null,
      gateway ${text} not null check (gateway in ('none', 'manual', 'sandbox')),
      created_at ${text} not null,
      primary key (account, id),
      unique (account, name)
    )${strict}`,

    `create table cut_off (
      account ${text} not null,
      connection ${text} not null,
      suffix ${text} not null,
      kind ${text} not null check (kind in ('daysBefore', 'dayOfExpiryMonth', 'endOfPreviousMonth')),
      n ${int} not null,
      primary key (account, connection, suffix),
      foreign key (account, connection) references connection (account, id)
    )${strict}`,

    `create table suffix_rule (
      account ${text} not null references account (id),
      suffix ${text} not null,
      mode ${text} not null check (mode in ('renew', 'expire')),
      set_by ${text} not null,
      set_at ${text} not null,
      primary key (account, suffix)
    )${strict}`,

    // One row per combination of facts that decide a renewal; mode, scope, contradiction and the cut-off follow from
    // the key and the rules, so that a rule that flips 700,000 names rewrites a few thousand rows here.
    `create table renewal_class (
      account ${text} not null references account (id),
      id ${identity},
      suffix ${text} not null,
      connection ${text} not null,
      rule_mode ${text} not null check (rule_mode in ('none', 'renew', 'expire')),
      decision_mode ${text} not null check (decision_mode in ('none', 'renew', 'expire')),
      critical ${int} not null check (critical in (0, 1)),
      released ${int} not null check (released in (0, 1)),
      registrar_auto_renew ${text} not null check (registrar_auto_renew in ('on', 'off', 'unknown')),
      holding ${text} not null,
      registry_state ${text} not null,
      mode ${text} not null check (mode in ('renew', 'expire')),
      scope ${text} not null,
      contradiction ${int} not null check (contradiction in (0, 1)),
      cut_kind ${text} not null,
      cut_n ${int} not null,
      names ${int} not null,
      foreign key (account, connection) references connection (account, id)
    )${strict}`,
    `create unique index renewal_class_key on renewal_class (account, suffix, connection, rule_mode, decision_mode,
      critical, released, registrar_auto_renew, holding, registry_state)`,

    `create table domain (
      account ${text} not null references account (id),
      id ${identity},
      name ${text} not null,
      unicode_name ${text} not null,
      is_idn ${int} not null,
      class_id ${int} not null,
      registry_expires_on ${text},
      registry_expires_at ${text},
      paid_through_on ${text},
      expires_on ${text},
      decide_by ${text},
      as_of ${text},
      state_until ${text},
      registered_on ${text},
      department ${text},
      tags ${text} not null,
      lock_level ${text} not null,
      lock_transfer ${int},
      lock_update ${int},
      lock_delete ${int},
      lock_renew ${int},
      price_currency ${text},
      price_minor ${int},
      name_servers ${text} not null,
      registry_statuses ${text} not null,
      note ${text},
      rule_by ${text},
      rule_at ${text},
      decision_for ${text},
      decision_by ${text},
      decision_at ${text},
      decision_via ${text},
      critical_by ${text},
      critical_at ${text},
      release_for ${text},
      release_by ${text},
      release_at ${text},
      provenance ${text} not null,
      updated_at ${text} not null,
      change_seq ${int} not null
    )${strict}`,
    `create unique index domain_name on domain (account, name)`,
    // The class lets a filter by class be answered from the index alone, deep offsets included; the dates behind it do
    // the same for states of the timeline, and the price for what renewals cost within some days.
    `create index domain_by_name on domain (account, name, class_id)`,
    `create index domain_by_expiry on domain (account, expires_on, name, class_id, decide_by, state_until, as_of)`,
    `create index domain_by_registry_expiry
      on domain (account, registry_expires_on, name, class_id, expires_on, decide_by, state_until, as_of)`,
    `create index domain_by_decide_by
      on domain (account, decide_by, name, class_id, expires_on, price_currency, price_minor, state_until, as_of)`,
    `create index domain_by_class on domain (account, class_id, expires_on, name, decide_by, state_until, as_of)`,
    `create index domain_by_department on domain (account, department, name, class_id)`,
    `create index domain_by_price on domain (account, price_currency, price_minor, name, class_id)`,
    `create index domain_by_lock on domain (account, lock_level, name, class_id)`,
    `create index domain_by_update on domain (account, updated_at, name, class_id)`,
    `create index domain_by_change on domain (account, change_seq, name)`,
    `create index domain_idn on domain (account, unicode_name) where is_idn = 1`,

    `create table domain_tag (
      account ${text} not null,
      tag ${text} not null,
      domain ${int} not null,
      primary key (account, tag, domain)
    )${strict}`,
    `create index domain_tag_domain on domain_tag (account, domain)`,

    // What limits a role (department, tags) before a change, so that a limited reader is told what left their view.
    `create table scope_move (
      account ${text} not null,
      change_seq ${int} not null,
      domain ${int} not null,
      name ${text} not null,
      suffix ${text} not null,
      department ${text},
      tags ${text} not null,
      primary key (account, change_seq, domain)
    )${strict}`,

    `create table bulk_preview (
      account ${text} not null references account (id),
      id ${text} not null,
      person ${text} not null,
      action ${text} not null,
      params ${text} not null,
      change_seq ${int} not null,
      domains ${bytes} not null,
      names ${int} not null,
      job ${text},
      created_at ${text} not null,
      primary key (account, id)
    )${strict}`,

    // cursor and counts move in the same transaction as the batch's work: a killed process loses or repeats nothing.
    `create table job (
      account ${text} not null references account (id),
      id ${text} not null,
      kind ${text} not null,
      state ${text} not null check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
      payload ${text} not null,
      cursor ${text},
      total ${int} not null,
      done ${int} not null,
      skipped ${int} not null,
      problem ${text},
      cancel_requested ${int} not null,
      attempts ${int} not null,
      lease_owner ${text},
      lease_until ${text},
      person ${text},
      summary ${text} not null,
      change_seq ${int} not null,
      created_at ${text} not null,
      started_at ${text},
      finished_at ${text},
      primary key (account, id)
    )${strict}`,
    `create index job_due on job (state, lease_until)`,
    `create index job_change on job (account, change_seq)`,

    `create table job_item (
      account ${text} not null,
      job ${text} not null,
      n ${int} not null,
      domain ${int} not null,
      name ${text} not null,
      state ${text} not null check (state in ('done', 'skipped', 'failed')),
      code ${text},
      before ${text},
      after ${text},
      primary key (account, job, n)
    )${strict}`,
    `create index job_item_domain on job_item (account, domain)`,
    `create index job_item_failed on job_item (account, job, state) where state <> 'done'`,

    `create table saved_view (
      account ${text} not null references account (id),
      id ${text} not null,
      person ${text} not null,
      page ${text} not null,
      name ${text} not null,
      is_shared ${int} not null,
      definition ${text} not null,
      updated_at ${text} not null,
      primary key (account, id)
    )${strict}`,

    `create table import_file (
      account ${text} not null references account (id),
      id ${text} not null,
      person ${text} not null,
      state ${text} not null,
      file_name ${text},
      as_of ${text} not null,
      connection ${text},
      profile ${text},
      plan ${text} not null,
      counts ${text} not null,
      problem ${text},
      read_job ${text},
      apply_job ${text},
      created_at ${text} not null,
      primary key (account, id)
    )${strict}`,
    `create table import_chunk (
      account ${text} not null,
      import ${text} not null,
      first_row ${int} not null,
      row_count ${int} not null,
      bytes ${bytes} not null,
      primary key (account, import, first_row)
    )${strict}`,
    `create table import_row (
      account ${text} not null,
      import ${text} not null,
      n ${int} not null,
      line ${int} not null,
      name ${text},
      verdict ${text} not null,
      code ${text},
      detail ${text},
      changes ${text},
      primary key (account, import, n)
    )${strict}`,
    `create index import_row_verdict on import_row (account, import, verdict, n)`,
    `create index import_row_name on import_row (account, import, name)`,
    `create table import_profile (
      account ${text} not null references account (id),
      name ${text} not null,
      headers ${text} not null,
      plan ${text} not null,
      updated_at ${text} not null,
      primary key (account, name)
    )${strict}`,

    `create table notice (
      account ${text} not null references account (id),
      month ${text} not null,
      state ${text} not null check (state in ('making', 'made')),
      made_at ${text} not null,
      window_from ${text} not null,
      window_to ${text} not null,
      count ${int} not null,
      sums ${text} not null,
      primary key (account, month)
    )${strict}`,
    `create table notice_item (
      account ${text} not null,
      month ${text} not null,
      n ${int} not null,
      name ${text} not null,
      unicode_name ${text} not null,
      suffix ${text} not null,
      expires_on ${text} not null,
      decide_by ${text},
      mode ${text} not null,
      scope ${text} not null,
      price_currency ${text},
      price_minor ${int},
      department ${text},
      tags ${text} not null,
      primary key (account, month, n)
    )${strict}`,
    `create unique index notice_item_name on notice_item (account, month, name)`,

    `create table decision_file (
      account ${text} not null references account (id),
      id ${text} not null,
      month ${text} not null,
      person ${text} not null,
      file_name ${text},
      counts ${text} not null,
      job ${text},
      created_at ${text} not null,
      primary key (account, id)
    )${strict}`,
    `create table decision_row (
      account ${text} not null,
      file ${text} not null,
      n ${int} not null,
      name ${text} not null,
      domain ${int},
      verdict ${text} not null,
      decision ${text},
      current ${text},
      expires_on ${text},
      renews_on ${text},
      primary key (account, file, n)
    )${strict}`,

    `create table audit (
      account ${text} not null references account (id),
      seq ${int} not null,
      at ${text} not null,
      person ${text},
      address ${text},
      request_id ${text},
      action ${text} not null,
      subject ${text},
      job ${text},
      before ${text},
      after ${text},
      prev_hash ${text} not null,
      hash ${text} not null,
      primary key (account, seq)
    )${strict}`,
    `create index audit_subject on audit (account, subject, seq) where subject is not null`,
  ],
  sqlite: [
    // The second spelling only where it differs: most names have one, and the index would hold it twice.
    `create virtual table domain_search using fts5 (name, unicode_name, content='', tokenize='trigram')`,
    `create trigger domain_search_insert after insert on domain begin
      insert into domain_search (rowid, name, unicode_name)
        values (new.id, new.name, case when new.is_idn = 1 then new.unicode_name end);
    end`,
    `create trigger domain_search_delete after delete on domain begin
      insert into domain_search (domain_search, rowid, name, unicode_name)
        values ('delete', old.id, old.name, case when old.is_idn = 1 then old.unicode_name end);
    end`,
    `create trigger domain_name_is_fixed before update of name, unicode_name on domain begin
      select raise(abort, 'a name is never changed');
    end`,
    `create trigger audit_no_update before update on audit begin select raise(abort, 'append only'); end`,
    `create trigger audit_no_delete before delete on audit begin select raise(abort, 'append only'); end`,
    ...sqliteStatistics,
  ],
  postgres: [
    `alter table renewal_class add primary key (account, id)`,
    `alter table domain add primary key (account, id)`,
    `create extension if not exists pg_trgm`,
    `create index domain_name_trgm on domain using gin (name gin_trgm_ops)`,
    `create index domain_unicode_name_trgm on domain using gin (unicode_name gin_trgm_ops) where is_idn = 1`,
    `create function append_only() returns trigger language plpgsql as $$
      begin raise exception 'append only'; end $$`,
    `create trigger audit_append_only before update or delete on audit for each row execute function append_only()`,
    `create trigger audit_no_truncate before truncate on audit for each statement execute function append_only()`,
  ],
}
