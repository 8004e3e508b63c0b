int SharedTotal;
void AddFromOtherFile(int amount);

void AddFromOtherFile(int amount)
{
    SharedTotal += amount;
}
