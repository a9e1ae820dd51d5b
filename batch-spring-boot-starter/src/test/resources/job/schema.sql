create table customer (id bigint primary key, name varchar(40) not null);
create table purchase (id bigint primary key, customer bigint not null);
create table letter (purchase bigint primary key, text varchar(100) not null);
create table failure (purchase bigint primary key, reason varchar(200) not null);
insert into customer values (1, 'Ann'), (2, 'Bob'), (3, 'Cid');
insert into purchase select x, mod(x, 3) + 1 from system_range(1, 10);
