-- One row for each deadline: class, head of the region code (empty: the whole country), and the day
-- as month-day of the year after the report year. The longest head that fits a region wins.
create table map_deadline (
    deadline_class varchar not null,
    region_prefix varchar not null,
    month_day varchar not null
);
