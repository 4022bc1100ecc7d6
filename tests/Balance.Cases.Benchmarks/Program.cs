Console.WriteLine("figures");
