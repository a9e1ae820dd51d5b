create table users (id bigint primary key, name varchar(40) not null, spouse_id bigint not null);
insert into users values
    (1, 'Ann', 4), (2, 'Bea', 5), (3, 'Cid', 6),
    (4, 'Dan', 1), (5, 'Eve', 2), (6, 'Fay', 3);
