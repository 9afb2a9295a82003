-- The table all four examples write to. In a dry run it is in the copy of production; here it is made by hand.
CREATE TABLE public.entry (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, kind text NOT NULL CHECK (kind <> ''));
