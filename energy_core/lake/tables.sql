-- The tables of the lake: columns, types and order of every Parquet file, and the names SQL knows them by.
-- Energy in kWh, money in the home's currency, intervals [start, "end"). NULL is unknown, never 0.

-- processed/readings: every interval once, uploads merged. For role temperature kwh holds degrees Celsius.
CREATE TABLE raw_energy_data (
  home_id VARCHAR,
  channel VARCHAR,
  role VARCHAR,
  counts_as_consumption BOOLEAN,
  start TIMESTAMP WITH TIME ZONE,
  "end" TIMESTAMP WITH TIME ZONE,
  local_start TIMESTAMP,
  local_date DATE,
  local_hour INTEGER,
  interval_minutes DOUBLE,
  kwh DOUBLE,
  quality VARCHAR,
  source_file VARCHAR
);

-- processed/hourly: local clock hours, of what is read hourly or finer.
CREATE TABLE processed_energy_data (
  home_id VARCHAR,
  channel VARCHAR,
  role VARCHAR,
  counts_as_consumption BOOLEAN,
  start TIMESTAMP WITH TIME ZONE,
  local_date DATE,
  local_hour INTEGER,
  weekday VARCHAR,
  is_peak_hour BOOLEAN,
  kwh DOUBLE,
  cost DOUBLE
);

-- processed/daily: local days, of what is read daily or finer. mean_kwh and std_kwh: of the day's full hours.
CREATE TABLE daily_energy_data (
  home_id VARCHAR,
  channel VARCHAR,
  role VARCHAR,
  counts_as_consumption BOOLEAN,
  local_date DATE,
  kwh DOUBLE,
  mean_kwh DOUBLE,
  std_kwh DOUBLE,
  peak_hour INTEGER,
  cost DOUBLE,
  hours_missing DOUBLE
);

-- forecast: the forecast in use. kwh is the median, mean_kwh adds up.
CREATE TABLE forecast_data (
  home_id VARCHAR,
  channel VARCHAR,
  resolution VARCHAR,
  start TIMESTAMP WITH TIME ZONE,
  kwh DOUBLE,
  mean_kwh DOUBLE,
  lower DOUBLE,
  upper DOUBLE,
  model VARCHAR,
  history_end TIMESTAMP WITH TIME ZONE
);

-- forecast-models: every model compared.
CREATE TABLE forecast_models (
  home_id VARCHAR,
  channel VARCHAR,
  resolution VARCHAR,
  start TIMESTAMP WITH TIME ZONE,
  kwh DOUBLE,
  mean_kwh DOUBLE,
  lower DOUBLE,
  upper DOUBLE,
  model VARCHAR,
  history_end TIMESTAMP WITH TIME ZONE
);

-- anomalies: one row per flagged interval, with the kind and the reason of the event it belongs to.
CREATE TABLE anomaly_data (
  home_id VARCHAR,
  channel VARCHAR,
  method VARCHAR,
  kind VARCHAR,
  start TIMESTAMP WITH TIME ZONE,
  "end" TIMESTAMP WITH TIME ZONE,
  kwh DOUBLE,
  expected_kwh DOUBLE,
  mean_kwh DOUBLE,
  std_kwh DOUBLE,
  limit_kwh DOUBLE,
  score DOUBLE,
  excess_kwh DOUBLE,
  cost DOUBLE,
  reason VARCHAR,
  explained_by VARCHAR,
  muted BOOLEAN
);
