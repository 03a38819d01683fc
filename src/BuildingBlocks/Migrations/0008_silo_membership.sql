-- Where the silos of a cluster meet. Orleans reads its statements from OrleansQuery and binds parameters and columns by
-- the names in them; tables and statements are ours. A change of the members raises the cluster's version by one, and only
-- from the version that the changing silo has seen.
CREATE TABLE platform.silo_clusters (
    deployment_id text        PRIMARY KEY,
    version       int         NOT NULL,
    changed_at    timestamptz NOT NULL
);

CREATE TABLE platform.silos (
    deployment_id   text        NOT NULL REFERENCES platform.silo_clusters ON DELETE CASCADE,
    address         text        NOT NULL,
    port            int         NOT NULL,
    -- Another one each time a silo starts.
    generation      int         NOT NULL,
    silo_name       text        NOT NULL,
    host_name       text        NOT NULL,
    -- 3: active.
    status          int         NOT NULL,
    proxy_port      int         NOT NULL,
    suspect_times   text,
    start_time      timestamptz NOT NULL,
    i_am_alive_time timestamptz NOT NULL,
    PRIMARY KEY (deployment_id, address, port, generation)
);

CREATE TABLE platform.OrleansQuery (
    QueryKey  varchar(64)   PRIMARY KEY,
    QueryText varchar(8000) NOT NULL
);

INSERT INTO platform.OrleansQuery (QueryKey, QueryText) VALUES
('InsertMembershipVersionKey', '
    WITH made AS (
        INSERT INTO platform.silo_clusters (deployment_id, version, changed_at) VALUES (@DeploymentId, 0, now())
        ON CONFLICT DO NOTHING RETURNING 1)
    SELECT count(*)::int FROM made'),

('InsertMembershipKey', '
    WITH raised AS (
        UPDATE platform.silo_clusters SET version = version + 1, changed_at = now()
        WHERE deployment_id = @DeploymentId AND version = @Version AND NOT EXISTS (
            SELECT FROM platform.silos
            WHERE deployment_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
        RETURNING 1),
    added AS (
        INSERT INTO platform.silos (deployment_id, address, port, generation, silo_name, host_name, status, proxy_port, start_time, i_am_alive_time)
        SELECT @DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM raised
        RETURNING 1)
    SELECT count(*)::int FROM added'),

('UpdateMembershipKey', '
    WITH held AS (
        SELECT FROM platform.silos
        WHERE deployment_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation FOR UPDATE),
    raised AS (
        UPDATE platform.silo_clusters SET version = version + 1, changed_at = now()
        WHERE deployment_id = @DeploymentId AND version = @Version AND EXISTS (SELECT FROM held)
        RETURNING 1),
    updated AS (
        UPDATE platform.silos SET status = @Status, suspect_times = @SuspectTimes, i_am_alive_time = @IAmAliveTime FROM raised
        WHERE deployment_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
        RETURNING 1)
    SELECT count(*)::int FROM updated'),

('UpdateIAmAlivetimeKey', '
    UPDATE platform.silos SET i_am_alive_time = @IAmAliveTime
    WHERE deployment_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation'),

('MembershipReadRowKey', '
    SELECT c.deployment_id AS DeploymentId, s.address AS Address, s.port AS Port, s.generation AS Generation, s.silo_name AS SiloName,
           s.host_name AS HostName, s.status AS Status, s.proxy_port AS ProxyPort, s.suspect_times AS SuspectTimes,
           s.start_time AS StartTime, s.i_am_alive_time AS IAmAliveTime, c.version AS Version
    FROM platform.silo_clusters c LEFT JOIN platform.silos s
      ON s.deployment_id = c.deployment_id AND s.address = @Address AND s.port = @Port AND s.generation = @Generation
    WHERE c.deployment_id = @DeploymentId'),

('MembershipReadAllKey', '
    SELECT c.deployment_id AS DeploymentId, s.address AS Address, s.port AS Port, s.generation AS Generation, s.silo_name AS SiloName,
           s.host_name AS HostName, s.status AS Status, s.proxy_port AS ProxyPort, s.suspect_times AS SuspectTimes,
           s.start_time AS StartTime, s.i_am_alive_time AS IAmAliveTime, c.version AS Version
    FROM platform.silo_clusters c LEFT JOIN platform.silos s ON s.deployment_id = c.deployment_id
    WHERE c.deployment_id = @DeploymentId'),

('GatewaysQueryKey', '
    SELECT address AS Address, proxy_port AS ProxyPort, generation AS Generation
    FROM platform.silos WHERE deployment_id = @DeploymentId AND status = @Status AND proxy_port > 0'),

('DeleteMembershipTableEntriesKey', '
    DELETE FROM platform.silo_clusters WHERE deployment_id = @DeploymentId'),

('CleanupDefunctSiloEntriesKey', '
    DELETE FROM platform.silos WHERE deployment_id = @DeploymentId AND i_am_alive_time < @IAmAliveTime AND status <> 3');
