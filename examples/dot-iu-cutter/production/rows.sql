-- About :rows rows, the same on every machine: nothing here is random, nothing reads the clock.
-- Foreign keys are not checked row by row, which halves the time; every restore of a dump checks them all.
RESET ROLE;
SET LOCAL session_replication_role = replica;
INSERT INTO directus_roles
    SELECT md5('role' || i)::uuid, (ARRAY ['Administrator', 'Editor', 'Reader'])[i], 'Made for the example' FROM generate_series(1, 3) i;
INSERT INTO directus_users
    SELECT md5('user' || i)::uuid, 'user' || i || '@example.org', 'First' || i, 'Last' || i, 'active', md5('role' || 1 + i % 3)::uuid,
        timestamptz '2026-01-01 00:00Z' + i * interval '1 minute'
    FROM generate_series(1, greatest(10, :rows / 150)) i;
INSERT INTO directus_collections
    SELECT 'collection_' || i, 'box', 'Collection ' || i, false, i FROM generate_series(1, 40) i;
INSERT INTO directus_fields (collection, field, interface, options)
    SELECT 'collection_' || c, 'field_' || f, 'input', json_build_object('trim', f % 2 = 0) FROM generate_series(1, 40) c, generate_series(1, 10) f;
INSERT INTO directus_activity (action, "user", "timestamp", ip, user_agent, collection, item)
    SELECT (ARRAY ['create', 'update', 'login', 'delete'])[1 + i % 4], md5('user' || 1 + i % 10)::uuid,
        timestamptz '2026-01-01 00:00Z' + i * interval '10 seconds', '10.0.' || i / 250 % 250 || '.' || i % 250,
        'Mozilla/5.0 (X11; Linux x86_64) example/' || i % 97, 'collection_' || 1 + i % 40, md5(i::text)
    FROM generate_series(1, :rows * 46 / 100) i;
INSERT INTO directus_revisions (activity, collection, item, data)
    SELECT i, 'collection_' || 1 + i % 40, md5(i::text), json_build_object('id', i, 'title', 'Revision ' || i, 'body', repeat(md5(i::text), 8))
    FROM generate_series(1, :rows * 14 / 100) i;
INSERT INTO articles (status, title, body, user_created, date_created)
    SELECT CASE WHEN i % 5 = 0 THEN 'draft' ELSE 'published' END, 'Article ' || i, repeat(md5('a' || i) || ' ', 12), md5('user' || 1 + i % 10)::uuid,
        timestamptz '2026-01-01 00:00Z' + i * interval '1 minute'
    FROM generate_series(1, :rows * 10 / 100) i;
INSERT INTO iu_document (code, title, body)
    SELECT 'dieu-' || i, 'Document ' || i, repeat(md5('d' || i) || ' ', 20) FROM generate_series(1, greatest(50, :rows / 150)) i;
INSERT INTO iu_batch (document_id, key, cutter_version, created_at)
    SELECT i, 'v0.3/dieu-' || i, '0.3', timestamptz '2026-02-01 00:00Z' + i * interval '1 minute' FROM generate_series(1, greatest(50, :rows / 150)) i;
INSERT INTO iu_cut (batch_id, ordinal, unit, sha256)
    SELECT b, o, 'Unit ' || o || ' of ' || b, encode(sha256(convert_to(b || '/' || o, 'UTF8')), 'hex')
    FROM generate_series(1, greatest(50, :rows / 150)) b, generate_series(1, 20) o;
INSERT INTO iu_evidence (cut_id, kind, content)
    SELECT i, (ARRAY ['quote', 'page', 'digest'])[1 + i % 3], repeat(md5('e' || i) || ' ', 3) FROM generate_series(1, greatest(1000, :rows * 13 / 100)) i;
SET LOCAL session_replication_role = origin;
